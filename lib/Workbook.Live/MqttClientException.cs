using Workbook.Mqtt.Packets;

namespace Workbook.Live;

/// <summary>An operation of a connected client could not be done; the message says what happened and what to
/// do.</summary>
public sealed class MqttClientException : Exception
{
    /// <summary>Makes the exception.</summary>
    /// <param name="message">What happened, and a hint.</param>
    /// <param name="reasonCode">What the server said; null when it said nothing.</param>
    /// <param name="innerException">The cause, or null.</param>
    public MqttClientException(string message, ReasonCode? reasonCode = null, Exception? innerException = null)
        : base(message, innerException) => ReasonCode = reasonCode;

    /// <summary>What the server said; null when it said nothing.</summary>
    public ReasonCode? ReasonCode { get; }
}
