using Workbook.Mqtt.Packets;

namespace Workbook.Mqtt.Broker;

/// <summary>Everyone may do everything.</summary>
public sealed class OpenAccess : IAccessControl
{
    private OpenAccess()
    {
    }

    /// <summary>The one instance; it has no state.</summary>
    public static OpenAccess Instance { get; } = new();

    /// <inheritdoc/>
    public ReasonCode Authenticate(ClientIdentity client, ConnectPacket connect) => ReasonCode.Success;

    /// <inheritdoc/>
    public bool MayPublish(ClientIdentity client, string topic) => true;

    /// <inheritdoc/>
    public bool MaySubscribe(ClientIdentity client, string topicFilter) => true;
}
