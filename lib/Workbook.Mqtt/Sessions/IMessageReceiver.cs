using Workbook.Mqtt.Packets;

namespace Workbook.Mqtt.Sessions;

/// <summary>Takes over the messages that a <see cref="QosReceiver"/> hands on: the application, or the broker's
/// routing.</summary>
public interface IMessageReceiver
{
    /// <summary>Takes a message over; when it returns, every matching session has it (MQTT 5.0
    /// [MQTT-4.5.0-1]).</summary>
    /// <param name="publish">The message and its hop's header.</param>
    /// <param name="now">The time since the driver's start.</param>
    /// <returns>A reason code below 0x80 for the acknowledgement.</returns>
    ReasonCode Deliver(in IncomingPublish publish, TimeSpan now);
}
