using Workbook.Mqtt.Packets;
using Workbook.Mqtt.Sessions;

namespace Workbook.Traces;

/// <summary>A client of a <see cref="ConnectionRecorder"/>: its session lives over its connections, and it connects again
/// when one has ended.</summary>
internal sealed class MemoryClient(ConnectionRecorder recorder, string name, ushort keepAlive) : IClientEvents
{
    private static readonly TimeSpan WaitBeforeReconnect = TimeSpan.FromMilliseconds(300);

    public string Name => name;

    public ClientSession Session { get; } = new(new ClientOptions
    {
        KeepsQoS0 = false, PingTimeout = TimeSpan.FromMilliseconds(500), TopicAliasMaximum = 0,
    });

    public MemoryWire? Wire { get; private set; }

    public ClientConnection? Connection { get; private set; }

    public bool IsConnected => Connection?.State == ConnectionState.Connected;

    public bool IsIdle => IsConnected && !Wire!.IsStuck && Session.Outbox.Sender.InFlightCount == 0 && Session.Outbox.Queue.Count == 0;

    public void Open()
    {
        var connect = new ConnectPacket
        {
            ProtocolVersion = ProtocolVersion.V500, ClientIdentifier = name, KeepAlive = keepAlive,
            CleanStart = !Session.IsPresent,
            Properties = new Properties { SessionExpiryInterval = 3600 },
        };
        Wire = recorder.OpenWire(name);
        Wire.Client = Connection = new ClientConnection(Session, connect, Wire.ToServer, this);
        Connection.Open(recorder.Time.Now);
    }

    public void Publish(Message message)
    {
        if (Connection is { } open && IsConnected)
            open.Publish(message, recorder.Time.Now);
        else
            Session.Publish(message, recorder.Time.Now);
    }

    void IClientEvents.OnMessage(in IncomingPublish publish) => recorder.Log.Delivered(publish.Message);

    void IClientEvents.OnClosed(ConnectionEnd end) => recorder.Time.After(WaitBeforeReconnect, Open);

    void IClientEvents.OnConnected(ConnAckPacket connAck)
    {
    }

    void IClientEvents.OnPublishCompleted(Message? message, ushort packetIdentifier, ReasonCode reasonCode)
    {
    }

    void IClientEvents.OnPublishDropped(in Delivery delivery, DropReason reason)
    {
    }

    void IClientEvents.OnSubscribed(SubAckPacket subAck)
    {
    }

    void IClientEvents.OnUnsubscribed(UnsubAckPacket unsubAck)
    {
    }
}
