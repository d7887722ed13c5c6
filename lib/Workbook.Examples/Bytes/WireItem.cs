using Workbook.Mqtt.Trace;

namespace Workbook.Examples;

/// <summary>Something that crosses the wire: an MQTT packet, or a segment of TCP alone.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Direction">Which way it goes.</param>
/// <param name="MqttBytes">Bytes of MQTT in it; 0 for TCP alone.</param>
/// <param name="WireBytes">Bytes with all layers.</param>
public sealed record WireItem(string Name, Direction Direction, int MqttBytes, int WireBytes);
