using Workbook.Display;
using Workbook.Live;
using Workbook.Mqtt.Packets;
using Workbook.Mqtt.Trace;

namespace Workbook;

/// <summary>What one experiment of the <see cref="Lab"/> showed: every packet on the wire, and what each client received.</summary>
[TypeFormatterSource(typeof(DrawingFormatters), PreferredMimeTypes = [MimeTypes.Svg, MimeTypes.Text])]
public sealed class LabRun : IDrawing
{
    private readonly IReadOnlyDictionary<string, IReadOnlyList<ReceivedMessage>> received;
    private readonly IReadOnlyList<TimelineEntry> ordered;

    internal LabRun(
        string title,
        string broker,
        Timeline timeline,
        bool? waitsForPubRel,
        IReadOnlyDictionary<string, IReadOnlyList<ReceivedMessage>> received)
    {
        Title = title;
        Broker = broker;
        Timeline = timeline;
        this.received = received;
        ordered = CausalOrder.Of(timeline, waitsForPubRel);
    }

    /// <summary>What was tried, in a few words.</summary>
    public string Title { get; }

    /// <summary>The name of the broker's life line in the diagrams.</summary>
    public string Broker { get; }

    /// <summary>Everything that was seen on the wire, in order of time, without the lab's own PINGREQ and PINGRESP.</summary>
    public Timeline Timeline { get; }

    /// <summary>The whole run, from the first CONNECT on, drawn in the order of cause and effect.</summary>
    public SequenceDiagram Diagram => LabDrawing.Draw(Title, Broker, ordered, ordered);

    /// <summary>The run from its first PUBLISH on, drawn in the order of cause and effect.</summary>
    public SequenceDiagram Exchange => LabDrawing.Draw(Title, Broker, ordered, FromFirstPublish);

    /// <summary>The packets from the first PUBLISH on, delivered or not, in the order of cause and effect.</summary>
    /// <remarks>After a cut these include the CONNECT and CONNACK of the reconnection.</remarks>
    public IReadOnlyList<TimelinePacket> ExchangePackets => [.. FromFirstPublish.OfType<TimelinePacket>()];

    /// <summary>The size of those packets in bytes, without TCP and IP headers.</summary>
    public int ExchangeBytes => ExchangePackets.Sum(packet => packet.Bytes.Length);

    /// <inheritdoc/>
    public string AltText => Diagram.AltText;

    private IEnumerable<TimelineEntry> FromFirstPublish =>
        ordered.SkipWhile(entry => entry is not TimelinePacket { Packet: PublishPacket });

    /// <summary>Gives the messages that a client's application received, in their order.</summary>
    /// <param name="client">The name under which the client connected.</param>
    /// <exception cref="ArgumentException">No client of that name took part.</exception>
    public IReadOnlyList<ReceivedMessage> Received(string client) =>
        received.TryGetValue(client, out var messages)
            ? messages
            : throw new ArgumentException(
                $"No client '{client}' took part in this run; there were {string.Join(", ", received.Keys)}.", nameof(client));

    /// <summary>Gives the PUBLISH packets that a client sent, repeats and lost ones included, in their order.</summary>
    /// <param name="client">The name under which the client connected.</param>
    public IReadOnlyList<PublishPacket> Sent(string client) => [.. PacketsOf<PublishPacket>(client, Direction.ToServer)];

    /// <summary>Gives the answers to a client's CONNECTs, in their order.</summary>
    /// <param name="client">The name under which the client connected.</param>
    public IReadOnlyList<ConnAckPacket> ConnAcks(string client) => [.. PacketsOf<ConnAckPacket>(client, Direction.ToClient)];

    /// <summary>Draws what one client and the broker said to each other, from the client's first PUBLISH on.</summary>
    /// <remarks>Where packets cross on another connection, their order there may differ from run to run.</remarks>
    /// <param name="client">The name under which the client connected.</param>
    public SequenceDiagram ExchangeWith(string client)
    {
        Timeline its = Timeline.Of(client);
        IReadOnlyList<TimelineEntry> shown = [.. ordered.Where(its.Contains)];
        return LabDrawing.Draw(
            Title, Broker, shown, shown.SkipWhile(entry => entry is not TimelinePacket { Packet: PublishPacket }));
    }

    /// <inheritdoc/>
    public string ToSvg() => Diagram.ToSvg();

    /// <summary>Draws the whole run in characters of one width.</summary>
    public override string ToString() => Diagram.ToString();

    private IEnumerable<TPacket> PacketsOf<TPacket>(string client, Direction direction)
        where TPacket : Packet =>
        Timeline.Of(client).Packets.Where(packet => packet.Direction == direction)
            .Select(packet => packet.Packet).OfType<TPacket>();
}
