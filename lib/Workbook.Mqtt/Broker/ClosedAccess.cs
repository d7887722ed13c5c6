using Workbook.Mqtt.Packets;

namespace Workbook.Mqtt.Broker;

/// <summary>Nobody may connect: every CONNECT is answered by the same reason code.</summary>
/// <param name="reason">The reason code, 0x80 or above.</param>
public sealed class ClosedAccess(ReasonCode reason = ReasonCode.NotAuthorized) : IAccessControl
{
    /// <inheritdoc/>
    public ReasonCode Authenticate(ClientIdentity client, ConnectPacket connect) => reason;

    /// <inheritdoc/>
    public bool MayPublish(ClientIdentity client, string topic) => false;

    /// <inheritdoc/>
    public bool MaySubscribe(ClientIdentity client, string topicFilter) => false;
}
