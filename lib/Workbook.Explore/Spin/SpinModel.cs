using System.Globalization;
using Workbook.Mqtt.Packets;

namespace Workbook.Explore;

/// <summary>The system of <see cref="RelayModel"/> as a text for the model checker Spin, written from the standard and
/// not from our code: where both have the same states and the same verdict, neither is alone.</summary>
/// <remarks>Spin stores one state more: the one before its init process has started the others.</remarks>
public static class SpinModel
{
    private const string Resource = "Workbook.Explore.Spin.relay.pml";

    /// <summary>How many states Spin counts that are not states of the system: before init has run.</summary>
    public static int StatesBeforeStart => 1;

    /// <summary>The faults that the text knows, by the number to define as BUG.</summary>
    public static IReadOnlyList<string> Bugs { get; } =
    [
        "none",
        "the sender repeats PUBLISH after PUBREC",
        "the receiver does not remember identifiers",
        "the sender frees an identifier at PUBREC",
        "unfinished messages go out again in the reverse order",
        "an unknown PUBREL is not answered",
        "nothing goes out again after a reconnection",
    ];

    /// <summary>Reads the text of the model, in Promela.</summary>
    public static string ReadText()
    {
        using Stream stream = typeof(SpinModel).Assembly.GetManifestResourceStream(Resource)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    /// <summary>Gives what to define so that Spin explores the system of a model.</summary>
    /// <param name="model">A model at QoS 1 or 2 with method B, and as many unacknowledged messages as
    /// identifiers.</param>
    /// <param name="bug">The number of a bug; 0 for none.</param>
    /// <exception cref="ArgumentException">The text does not describe such a system.</exception>
    public static IReadOnlyList<string> DefinitionsOf(RelayModel model, int bug = 0)
    {
        ArgumentNullException.ThrowIfNull(model);
        bool isDescribed = model.QualityOfService != QualityOfService.AtMostOnce && !model.LosesReceiverState &&
            model.ReceiverMethod == Mqtt.Sessions.QosReceiverMethod.DeliverAtPublish &&
            model.ReceiveMaximum == model.IdentifierCount;
        if (!isDescribed || bug < 0 || bug >= Bugs.Count)
        {
            throw new ArgumentException(
                $"Expected a model that the Promela text describes, got {model.Name}, bug {bug}.");
        }

        var definitions = new List<string>
        {
            Define("HOPS", model.HopCount),
            Define("N", model.MessageCount),
            Define("K", model.IdentifierCount),
            Define("C", model.ChannelCapacity),
            Define("QOS", (int)model.QualityOfService),
            Define("BUG", bug),
        };
        if (model.CutMaximum is { } cuts)
            definitions.Add(Define("CUTS", cuts));
        return definitions;
    }

    private static string Define(string name, int value) =>
        string.Create(CultureInfo.InvariantCulture, $"-D{name}={value}");
}
