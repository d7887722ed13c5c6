using Workbook.Mqtt.Packets;

namespace Workbook.Simulate;

/// <summary>What a client publishes, over and over.</summary>
public sealed record Workload
{
    /// <summary>The topic; <c>{client}</c> stands for the name of the client.</summary>
    public string Topic { get; init; } = "fleet/{client}";

    /// <summary>The QoS.</summary>
    public QualityOfService QoS { get; init; }

    /// <summary>The size of the payload, at least 4 bytes, which hold the number.</summary>
    public int PayloadBytes { get; init => field = Expect.Within(value, 4, 268_435_455, "B"); } = 16;

    /// <summary>The mean time from one message to the next.</summary>
    public TimeSpan Interval { get; init => field = Expect.Positive(value); } = TimeSpan.FromSeconds(1);

    /// <summary>How the messages follow each other.</summary>
    public Arrivals Arrivals { get; init; }

    /// <summary>When the first interval begins, since the start.</summary>
    public TimeSpan Start { get; init => field = Expect.NotNegative(value); }

    /// <summary>Whether each client begins at another moment of the first interval; else all begin together.</summary>
    public bool IsSpread { get; init; } = true;

    /// <summary>How many messages a client publishes; null: as long as the simulation runs.</summary>
    public int? Count
    {
        get;
        init => field = value is { } count ? Expect.Within(count, 0, int.MaxValue, "messages") : null;
    }

    /// <summary>After which time a message is useless; null: never.</summary>
    public TimeSpan? Expiry
    {
        get;
        init => field = value is { } expiry ? Expect.Positive(expiry) : null;
    }

    /// <summary>Lets a client publish this.</summary>
    /// <param name="client">The client; the workload does not connect it.</param>
    public void Drive(SimulatedClient client)
    {
        ArgumentNullException.ThrowIfNull(client);
        new WorkloadDriver(this, client).Begin();
    }
}
