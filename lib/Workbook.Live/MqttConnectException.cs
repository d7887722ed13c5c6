using Workbook.Mqtt.Packets;
using Code = Workbook.Mqtt.Packets.ReasonCode;

namespace Workbook.Live;

/// <summary>A connection to a server could not be made; the message says what happened and what to look at.</summary>
public sealed class MqttConnectException : MqttException
{
    /// <summary>Makes the exception.</summary>
    /// <param name="message">What happened, and a hint.</param>
    /// <param name="reasonCode">What the server said in CONNACK; null when no CONNACK came.</param>
    /// <param name="innerException">The cause, or null.</param>
    public MqttConnectException(string message, ReasonCode? reasonCode = null, Exception? innerException = null)
        : base(message, reasonCode, innerException)
    {
    }

    internal static MqttConnectException Refused(MqttAddress address, ConnAckPacket answer)
    {
        string hint = answer.ReasonCode switch
        {
            Code.UnsupportedProtocolVersion => "try the other protocol version",
            Code.ClientIdentifierNotValid => "give another client identifier; an empty one needs Clean Start",
            Code.BadUserNameOrPassword => "check user name and password",
            Code.NotAuthorized => "the server wants other credentials, or does not allow this client",
            Code.ServerUnavailable or Code.ServerBusy
                or Code.ConnectionRateExceeded => "try again later",
            Code.UseAnotherServer or Code.ServerMoved =>
                $"use the server {answer.Properties.ServerReference ?? "that its operator names"}",
            _ => "ask the server's log",
        };
        string words = answer.Properties.ReasonString is { } reason ? $", '{reason}'" : "";
        return new MqttConnectException(
            $"The server {address} refused the connection: " +
            $"0x{(byte)answer.ReasonCode:X2} {answer.ReasonCode}{words}; {hint}.",
            answer.ReasonCode);
    }

    internal static MqttConnectException Unreachable(MqttAddress address, Exception cause) => new(
        $"No server can be reached at {address}: {cause.Message.TrimEnd('.')}; " +
        "check host and port, and that the server runs.",
        null, cause);

    internal static MqttConnectException TimedOut(MqttAddress address, TimeSpan limit) => new(
        $"The server {address} did not answer CONNECT within {limit.TotalSeconds:0.#} s; " +
        "check that it speaks MQTT on this port.");

    internal static MqttConnectException Closed(MqttAddress address, string how) => new(
        $"The server {address} closed the connection before it answered CONNECT ({how}); " +
        "it may not speak this protocol version, or no MQTT at all.");
}
