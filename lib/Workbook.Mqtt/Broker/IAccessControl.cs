using Workbook.Mqtt.Packets;

namespace Workbook.Mqtt.Broker;

/// <summary>Decides who may connect, publish and subscribe; it is asked within the engine and must answer at
/// once.</summary>
public interface IAccessControl
{
    /// <summary>Decides about a CONNECT.</summary>
    /// <param name="client">Who asks.</param>
    /// <param name="connect">The CONNECT, with user name and password.</param>
    /// <returns>Success, or why not: usually Bad User Name or Password, or Not authorized.</returns>
    ReasonCode Authenticate(ClientIdentity client, ConnectPacket connect);

    /// <summary>Says whether a client may publish to a topic; asked for its will too.</summary>
    /// <param name="client">Who asks.</param>
    /// <param name="topic">The topic name.</param>
    bool MayPublish(ClientIdentity client, string topic);

    /// <summary>Says whether a client may subscribe to a filter.</summary>
    /// <param name="client">Who asks.</param>
    /// <param name="topicFilter">The filter, without the prefix of a shared subscription.</param>
    bool MaySubscribe(ClientIdentity client, string topicFilter);
}
