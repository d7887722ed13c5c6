using System.Text;
using Workbook.Mqtt.Packets;

namespace Workbook.Live;

/// <summary>A message that a client received, with what its packet said of the last hop.</summary>
/// <param name="Topic">The topic name, aliases resolved.</param>
/// <param name="Payload">The payload.</param>
/// <param name="QualityOfService">The QoS of the last hop: the lower of the published and the granted one.</param>
/// <param name="Retain">RETAIN: the server had stored it before the subscription; with Retain As Published, as its
/// publisher set it.</param>
/// <param name="Duplicate">DUP: the server has sent it before on this hop, whether or not it arrived.</param>
/// <param name="PacketIdentifier">The packet identifier on the last hop; 0 at QoS 0.</param>
/// <param name="Properties">The properties (MQTT 5.0).</param>
/// <param name="At">When it came in, in the time that all clients and brokers of this process share.</param>
public sealed record ReceivedMessage(
    string Topic,
    ReadOnlyMemory<byte> Payload,
    QualityOfService QualityOfService,
    bool Retain,
    bool Duplicate,
    ushort PacketIdentifier,
    Properties Properties,
    TimeSpan At)
{
    /// <summary>The payload read as UTF-8; bytes that are not UTF-8 show as U+FFFD.</summary>
    public string Text => Encoding.UTF8.GetString(Payload.Span);

    /// <summary>Gives topic, payload as text, QoS and flags in one line.</summary>
    public override string ToString() =>
        $"{Topic} = {Text} (QoS {(int)QualityOfService}{(Retain ? ", retained" : "")}{(Duplicate ? ", DUP" : "")})";
}
