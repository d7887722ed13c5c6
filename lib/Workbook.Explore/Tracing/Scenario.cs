using System.Text;
using Workbook.Mqtt.Packets;

namespace Workbook.Explore;

/// <summary>A path as a plan for real clients and a real wire: who takes part, what they do and where the wire is cut,
/// and what the application must have received in the end.</summary>
/// <param name="Name">What it shows.</param>
/// <param name="Clients">Who takes part; all are connected and subscribed when it begins.</param>
/// <param name="Steps">What happens, in this order. After a cut a client connects again by itself.</param>
/// <param name="Deliveries">What the subscribers' applications have received when everything has come to rest, in
/// order.</param>
public sealed record Scenario(
    string Name,
    IReadOnlyList<ScenarioClient> Clients,
    IReadOnlyList<ScenarioStep> Steps,
    IReadOnlyList<ScenarioDelivery> Deliveries)
{
    /// <summary>Gives clients, steps and deliveries, a line each.</summary>
    public override string ToString()
    {
        var text = new StringBuilder(Name);
        foreach (ScenarioClient client in Clients)
            text.Append("\n  with ").Append(client);
        foreach (ScenarioStep step in Steps)
            text.Append("\n  ").Append(step);
        return text.Append("\n  delivered: ").AppendJoin(", ", Deliveries).ToString();
    }
}

/// <summary>A client of a scenario; its session outlives its connections.</summary>
/// <param name="Name">Its client identifier.</param>
/// <param name="Filter">What it subscribes to; null: nothing.</param>
/// <param name="QualityOfService">The highest QoS that it asks for.</param>
public sealed record ScenarioClient(string Name, string? Filter, QualityOfService QualityOfService)
{
    /// <summary>Gives name and subscription.</summary>
    public override string ToString() =>
        Filter is null ? Name : $"{Name}, subscribed to {Filter} at QoS {(int)QualityOfService}";
}

/// <summary>A message that an application received.</summary>
/// <param name="Client">The receiver.</param>
/// <param name="Topic">The topic.</param>
/// <param name="Payload">The payload as text.</param>
public sealed record ScenarioDelivery(string Client, string Topic, string Payload)
{
    /// <summary>Gives message and receiver.</summary>
    public override string ToString() => $"{Payload} to {Client}";
}
