using Workbook.Mqtt.Packets;

namespace Workbook.Live;

/// <summary>Something that a <see cref="LiveClient"/> was asked for could not be done: a
/// <see cref="MqttConnectException"/> or a <see cref="MqttClientException"/>.</summary>
public abstract class MqttException : Exception
{
    private protected MqttException(string message, ReasonCode? reasonCode, Exception? innerException)
        : base(message, innerException) => ReasonCode = reasonCode;

    /// <summary>What the server said; null when it said nothing.</summary>
    public ReasonCode? ReasonCode { get; }
}
