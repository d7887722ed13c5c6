using System.Text;
using Workbook.Mqtt.Broker;
using Workbook.Mqtt.Packets;
using Workbook.Mqtt.Sessions;

namespace Workbook.Mqtt.Tests.Sessions;

/// <summary>A client joined in memory with the broker of a <see cref="Pair"/>; its session lives over its
/// connections.</summary>
internal sealed class PairedClient(Pair pair, ConnectPacket connect, ClientOptions? options = null) : IClientEvents
{
    private bool isFrozen;

    public ClientSession Session { get; set; } = new(options);

    public ConnectPacket Connect { get; set; } = connect;

    public ClientConnection? Connection { get; private set; }

    public ServerConnection? Server { get; private set; }

    public QueueSink ToServer { get; private set; } = new();

    public QueueSink ToClient { get; private set; } = new();

    public List<IncomingPublish> Messages { get; } = [];

    public List<(string? Text, ReasonCode ReasonCode)> Completed { get; } = [];

    public List<(string Text, DropReason Reason)> Dropped { get; } = [];

    public List<SubAckPacket> SubAcks { get; } = [];

    public List<UnsubAckPacket> UnsubAcks { get; } = [];

    public List<ConnAckPacket> ConnAcks { get; } = [];

    public ConnectionEnd? End { get; private set; }

    public bool IsConnected => Connection?.State == ConnectionState.Connected;

    public IEnumerable<string> Texts => Messages.Select(publish => TextOf(publish.Message)!);

    public static string? TextOf(Message? message) => message is null ? null : Encoding.UTF8.GetString(message.Payload.Span);

    /// <summary>Opens a network connection and sends CONNECT; nothing arrives before the pair is driven.</summary>
    public PairedClient Open()
    {
        ToServer = new QueueSink();
        ToClient = new QueueSink();
        isFrozen = false;
        End = null;
        Server = pair.Broker.Accept(ToClient, "memory", pair.Now);
        Connection = new ClientConnection(Session, Connect, ToServer, this);
        Connection.Open(pair.Now);
        return this;
    }

    public PairedClient OpenAndDrive()
    {
        Open();
        pair.Drive();
        return this;
    }

    public SendResult Publish(
        string topic, string text, QualityOfService qos, bool retain = false, uint? expiresAfter = null)
    {
        var message = new Message
        {
            Topic = topic,
            Payload = Encoding.UTF8.GetBytes(text),
            QualityOfService = qos,
            Retain = retain,
            ReceivedAt = pair.Now,
            ExpiresAt = expiresAfter is { } seconds ? pair.Now + TimeSpan.FromSeconds(seconds) : null,
        };
        return Connection is { } open ? open.Publish(message, pair.Now) : Session.Publish(message, pair.Now);
    }

    public void Subscribe(string filter, QualityOfService qos) => Subscribe(new Subscription(filter, qos));

    public void Subscribe(Subscription subscription, uint identifier = 0) => Connection!.Subscribe(
        [subscription], pair.Now, identifier == 0 ? null : new Properties { SubscriptionIdentifiers = [identifier] });

    /// <summary>Breaks the network connection: what is under way in either direction is lost.</summary>
    public void Cut()
    {
        ToServer.Clear();
        ToClient.Clear();
        Server?.Lost(pair.Now);
        Connection?.Lost(pair.Now);
    }

    /// <summary>Lets nothing arrive any more, without either side noticing.</summary>
    public void Freeze() => isFrozen = true;

    /// <summary>Lets one packet arrive at the server, if one waits.</summary>
    public bool StepToServer()
    {
        if (isFrozen || Server is null)
            return false;
        if (ToServer.Count > 0)
        {
            Server.Receive(ToServer.Take(), pair.Now);
            return true;
        }

        if (!ToServer.IsClosed || Server.State == ConnectionState.Closed)
            return false;
        Server.Lost(pair.Now);
        return true;
    }

    /// <summary>Lets one packet arrive at the client, if one waits.</summary>
    public bool StepToClient()
    {
        if (isFrozen || Connection is null)
            return false;
        if (ToClient.Count > 0)
        {
            Connection.Receive(ToClient.Take(), pair.Now);
            return true;
        }

        if (!ToClient.IsClosed || Connection.State == ConnectionState.Closed)
            return false;
        Connection.Lost(pair.Now);
        return true;
    }

    void IClientEvents.OnConnected(ConnAckPacket connAck) => ConnAcks.Add(connAck);

    void IClientEvents.OnMessage(in IncomingPublish publish) => Messages.Add(publish);

    void IClientEvents.OnPublishCompleted(Message? message, ushort packetIdentifier, ReasonCode reasonCode) =>
        Completed.Add((TextOf(message), reasonCode));

    void IClientEvents.OnPublishDropped(in Delivery delivery, DropReason reason) =>
        Dropped.Add((TextOf(delivery.Message)!, reason));

    void IClientEvents.OnSubscribed(SubAckPacket subAck) => SubAcks.Add(subAck);

    void IClientEvents.OnUnsubscribed(UnsubAckPacket unsubAck) => UnsubAcks.Add(unsubAck);

    void IClientEvents.OnClosed(ConnectionEnd end) => End = end;
}
