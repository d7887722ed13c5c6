using Workbook.Mqtt.Codec;
using Workbook.Mqtt.Packets;
using Workbook.Mqtt.Trace;

namespace Workbook.Examples;

/// <summary>The bytes of one MQTT packet inside WebSocket, TLS, TCP, IP and Ethernet, each labelled.</summary>
/// <remarks>
/// The headers are real, with lengths and checksums that hold; addresses are those that RFC 5737 and RFC 3849 reserve
/// for documents, ports, numbers and the key of TLS are examples. Its length is what <see cref="Layers"/> counts.
/// </remarks>
public sealed partial class Segment
{
    private readonly List<byte> _bytes = [];
    private readonly List<SegmentPart> _parts = [];
    private readonly Layers _layers;
    private readonly bool _isFromClient;

    private Segment(Layers layers, bool isFromClient) => (_layers, _isFromClient) = (layers, isFromClient);

    /// <summary>All bytes in order.</summary>
    public IReadOnlyList<byte> Bytes => _bytes;

    /// <summary>The labels, layer by layer.</summary>
    public IReadOnlyList<SegmentPart> Parts => _parts;

    /// <summary>Wraps a packet into its layers.</summary>
    /// <param name="packet">All bytes of the packet; none: a TCP acknowledgement that travels alone.</param>
    /// <param name="version">The version of the connection.</param>
    /// <param name="direction">Which way it goes.</param>
    /// <param name="layers">What lies under MQTT; TLS with AES-GCM or none.</param>
    /// <exception cref="ArgumentException">The packet takes more than one segment, or the TLS is another.</exception>
    public static Segment Of(
        ReadOnlySpan<byte> packet, ProtocolVersion version, Direction direction, Layers layers)
    {
        ArgumentNullException.ThrowIfNull(layers);
        bool isFromClient = direction == Direction.ToServer;
        int wrapped = packet.IsEmpty ? 0 : layers.WrappedBytes(packet.Length, isFromClient);
        if (wrapped > layers.SegmentBytes)
        {
            throw new ArgumentException(
                $"{nameof(packet)}: expected a packet that fits one segment of {layers.SegmentBytes} B, "
                + $"got {wrapped} B with its layers.");
        }

        var segment = new Segment(layers, isFromClient);
        byte[] content = packet.ToArray();
        byte[] inSocket = layers.HasWebSocket && content.Length > 0 ? segment.WebSocketFrame(content) : content;
        byte[] record = content.Length > 0 ? segment.Record(inSocket) : [];
        byte[] tcp = segment.TcpHeader(record);
        if (layers.HasEthernet) segment.AddEthernet();
        segment.AddIp(tcp.Length + record.Length);
        segment.AddTcp(tcp, isAlone: record.Length == 0);
        if (record.Length > 0) segment.AddContent(content, inSocket, record, version);
        segment.AddPadding();
        return segment;
    }

    private void AddContent(byte[] content, byte[] inSocket, byte[] record, ProtocolVersion version)
    {
        if (_layers.Tls != TlsRecord.None)
        {
            AddRecord(record, inSocket.Length);
            return;
        }

        if (_layers.HasWebSocket)
        {
            int header = inSocket.Length - content.Length;
            Layer("WebSocket", header);
            AddWebSocket(inSocket, header);
            Add(inSocket.AsSpan(header), _isFromClient ? "MQTT packet, masked" : "MQTT packet", "",
                _isFromClient ? "each byte with a byte of the mask, by exclusive or" : "as it is");
            return;
        }

        Layer("MQTT", content.Length);
        int start = _bytes.Count;
        foreach (var field in PacketAnatomy.Of(content, version, _isFromClient ? Sender.Client : Sender.Server).Fields)
        {
            _parts.Add(new SegmentPart(
                start + field.Offset, field.IsGroup ? 0 : field.Length, field.Name, field.Value, field.Explanation,
                field.Level + 1));
        }

        _bytes.AddRange(content);
    }

    private void AddPadding()
    {
        bool isPadded = _layers.HasEthernet && _layers.PadsFramesFromServer && !_isFromClient;
        int missing = isPadded ? (int)Physics.Layers.EthernetMinimum - _bytes.Count : 0;
        if (missing <= 0) return;
        Layer("Ethernet padding", missing);
        Add(new byte[missing], "padding", "0", "a frame has 60 B at least");
    }

    private void Layer(string name, int length) =>
        _parts.Add(new SegmentPart(_bytes.Count, 0, name, $"{length} B", "", 0));

    private void Add(ReadOnlySpan<byte> bytes, string name, string value, string meaning = "")
    {
        _parts.Add(new SegmentPart(_bytes.Count, bytes.Length, name, value, meaning, 1));
        _bytes.AddRange(bytes);
    }
}
