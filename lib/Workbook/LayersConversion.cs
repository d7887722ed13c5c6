using Workbook.Examples;
using Workbook.Simulate;

namespace Workbook;

/// <summary>Gives the layers of a closed form to a simulation, so that both count the same bytes.</summary>
public static class LayersConversion
{
    /// <summary>Gives the bytes under MQTT on a simulated link.</summary>
    /// <param name="layers">The layers of the closed form; Ethernet and counters above segmentation are not
    /// simulated.</param>
    /// <param name="handshake">The TLS handshake of a new connection; null: none.</param>
    public static WireFormat ToWireFormat(this Layers layers, TlsHandshake? handshake = null)
    {
        ArgumentNullException.ThrowIfNull(layers);
        if (layers.HasEthernet || layers.IsCountedAboveSegmentation)
        {
            throw new ArgumentException(
                $"{nameof(layers)}: expected IP, TCP, TLS and WebSocket alone; Ethernet and counters above "
                + "segmentation are not simulated.");
        }

        return new WireFormat
        {
            SegmentHeaderBytes = layers.HeaderBytes,
            SegmentBytes = layers.SegmentBytes,
            SynBytes = layers.SynBytes(isFromClient: true),
            HasWebSocket = layers.HasWebSocket,
            RecordBytes = layers.RecordBytes,
            RecordMaximum = (int)Physics.Layers.TlsRecordMaximum,
            HandshakeToServerBytes = handshake?.ToServerBytes ?? 0,
            HandshakeToClientBytes = handshake?.ToClientBytes ?? 0,
            HandshakeRoundTrips = handshake?.RoundTrips ?? 0,
        };
    }
}
