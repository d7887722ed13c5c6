using Workbook.Mqtt.Broker;
using Workbook.Mqtt.Packets;
using Workbook.Mqtt.Sessions;

namespace Workbook.Mqtt.Tests.Sessions;

/// <summary>Keeps what a broker reports.</summary>
internal sealed class RecordedEvents : IBrokerEvents
{
    public List<(string Client, string Text, DropReason Reason)> Dropped { get; } = [];

    public List<(string Client, ConnectionEnd End)> Ends { get; } = [];

    public List<(ReasonCode Reason, string Explanation)> Refused { get; } = [];

    public List<(string Client, string Topic)> Wills { get; } = [];

    public List<(string Client, bool HasExpired)> SessionsEnded { get; } = [];

    public List<ReasonCode> ProtocolErrors { get; } = [];

    public void OnDropped(string clientIdentifier, in Delivery delivery, DropReason reason) =>
        Dropped.Add((clientIdentifier, PairedClient.TextOf(delivery.Message)!, reason));

    public void OnDisconnected(ServerConnection connection, ConnectionEnd end) =>
        Ends.Add((connection.ClientIdentifier, end));

    public void OnRefused(ServerConnection connection, ReasonCode reason, string explanation) =>
        Refused.Add((reason, explanation));

    public void OnWillPublished(string clientIdentifier, Message message) => Wills.Add((clientIdentifier, message.Topic));

    public void OnSessionEnded(string clientIdentifier, bool hasExpired) =>
        SessionsEnded.Add((clientIdentifier, hasExpired));

    public void OnProtocolError(ServerConnection connection, ReasonCode reason, string explanation) =>
        ProtocolErrors.Add(reason);
}
