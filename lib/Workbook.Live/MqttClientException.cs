using Workbook.Mqtt.Packets;

namespace Workbook.Live;

/// <summary>An operation needed a connection that is not there or ended, or a message was given up; the message says
/// which, and what to do.</summary>
public sealed class MqttClientException : MqttException
{
    /// <summary>Makes the exception.</summary>
    /// <param name="message">What happened, and a hint.</param>
    /// <param name="reasonCode">What the server said; null when it said nothing.</param>
    /// <param name="innerException">The cause, or null.</param>
    public MqttClientException(string message, ReasonCode? reasonCode = null, Exception? innerException = null)
        : base(message, reasonCode, innerException)
    {
    }
}
