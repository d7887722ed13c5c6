using Workbook.Mqtt.Codec;
using Workbook.Mqtt.Packets;
using Workbook.Mqtt.Sessions;

namespace Workbook.Simulate;

/// <summary>A client of a <see cref="Simulation"/>: the shipped session and connection at the end of a
/// <see cref="Link"/>.</summary>
/// <remarks>Its verbs act in the moment in which they are called; let a script call them later with
/// <see cref="Simulation.At"/>.</remarks>
public sealed partial class SimulatedClient
{
    private readonly ConnectPacket connect;
    private readonly Alarm alarm;
    private TimeSpan? timer;
    private int failedCount;
    private bool wantsConnection;

    internal SimulatedClient(Simulation simulation, string name, ClientSetup setup)
    {
        (Simulation, Name, Setup) = (simulation, name, setup);
        connect = setup.Connect with { ClientIdentifier = name };
        alarm = new Alarm(this);
        Session = new ClientSession(setup.Session);
        Link = new Link(this, setup.Link, setup.Radio);
    }

    /// <summary>Where it lives.</summary>
    public Simulation Simulation { get; }

    /// <summary>Its client identifier.</summary>
    public string Name { get; }

    /// <summary>What it is like.</summary>
    public ClientSetup Setup { get; }

    /// <summary>Its session, which outlives connections; another object after a <see cref="Crash"/>.</summary>
    public ClientSession Session { get; private set; }

    /// <summary>Its connection, or the last one; null before the first.</summary>
    public ClientConnection? Connection { get; private set; }

    /// <summary>The path to the broker.</summary>
    public Link Link { get; }

    /// <summary>Its radio; null when none was asked for.</summary>
    public Radio? Radio => Link.Radio;

    /// <summary>Whether the server has accepted the connection.</summary>
    public bool IsConnected => Connection?.State == ConnectionState.Connected;

    /// <summary>How many messages its application has received.</summary>
    public long ReceivedCount { get; private set; }

    /// <summary>How many connections it has begun.</summary>
    public int ConnectionCount { get; private set; }

    /// <summary>How its last connection ended; null while none has.</summary>
    public ConnectionEnd? LastEnd { get; private set; }

    /// <summary>What the application does with a message that it receives, within the same moment; it may
    /// publish.</summary>
    public Action<IncomingPublish>? WhenReceived { get; set; }

    /// <summary>What the application does when the server has accepted the connection, within the same
    /// moment.</summary>
    public Action? WhenConnected { get; set; }

    /// <summary>What the application does when a message at QoS 1 or 2 is through, within the same moment.</summary>
    public Action? WhenCompleted { get; set; }

    internal Wire? Wire { get; private set; }

    /// <summary>Connects, if there is no connection and none is being made; lost connections are made again as the
    /// setup says.</summary>
    public void Connect()
    {
        wantsConnection = !IsDown;
        if (Wire is not null || IsDown)
            return;
        ConnectionCount++;
        Connection = null;
        Wire = new Wire(this, connect.ProtocolVersion);
        Wire.Open();
    }

    /// <summary>Sends DISCONNECT, closes, and does not connect again until told to.</summary>
    public void Disconnect()
    {
        wantsConnection = false;
        if (Connection is { } open)
        {
            open.Disconnect(Simulation.Now);
        }
        else if (Wire is { } opening)
        {
            Wire = null;
            opening.Abort();
        }
    }

    /// <summary>Disconnects, switches the radio off, and connects again after a while.</summary>
    /// <param name="duration">How long it sleeps.</param>
    public void Sleep(TimeSpan duration)
    {
        Expect.Positive(duration, nameof(duration));
        Leave();
        Simulation.After(duration, Connect);
    }

    /// <summary>Disconnects, waits for the end of TCP, and switches the radio off.</summary>
    public void Leave()
    {
        Disconnect();
        Radio?.SwitchOff(Simulation.Now + Link.Conditions.RoundTrip);
    }

    /// <summary>Cuts its connection; short for the same of its <see cref="Link"/>.</summary>
    /// <param name="notice">Who hears of it at once.</param>
    public void Cut(CutNotice notice = CutNotice.Both) => Link.Cut(notice);

    /// <summary>Publishes a numbered message, which the <see cref="Auditor"/> follows; offline it waits in the
    /// session.</summary>
    /// <param name="topic">The topic name.</param>
    /// <param name="qos">The QoS.</param>
    /// <param name="payloadBytes">The size of the payload: at least 4, which hold the number.</param>
    /// <param name="expiry">After which time it is useless; null: never.</param>
    /// <returns>The number of the message.</returns>
    /// <exception cref="InvalidOperationException">The process of the client is dead.</exception>
    public int Publish(string topic, QualityOfService qos, int payloadBytes = 16, TimeSpan? expiry = null)
    {
        RequireProcess();
        var (number, payload) = Simulation.Auditor.Begin(this, topic, qos, payloadBytes);
        Send(new Message
        {
            Topic = topic,
            Payload = payload,
            QualityOfService = qos,
            ReceivedAt = Simulation.Now,
            ExpiresAt = Simulation.Now + expiry,
        });
        return number;
    }

    /// <summary>Publishes any message, which nobody follows.</summary>
    /// <param name="message">The message.</param>
    /// <returns>Whether it goes out, waits, or was dropped.</returns>
    /// <exception cref="InvalidOperationException">The process of the client is dead.</exception>
    public SendResult Send(Message message)
    {
        RequireProcess();
        SendResult result = IsConnected
            ? Connection!.Publish(message, Simulation.Now)
            : Session.Publish(message, Simulation.Now);
        ArmTimer();
        return result;
    }

    /// <summary>Sends SUBSCRIBE.</summary>
    /// <param name="topicFilter">The filter.</param>
    /// <param name="maximumQoS">The highest QoS at which the server may send.</param>
    /// <exception cref="InvalidOperationException">The client is not connected.</exception>
    public void Subscribe(string topicFilter, QualityOfService maximumQoS) =>
        Subscribe([new Subscription(topicFilter, maximumQoS)]);

    /// <summary>Sends SUBSCRIBE for several filters.</summary>
    /// <param name="subscriptions">The filters with their options.</param>
    /// <exception cref="InvalidOperationException">The client is not connected.</exception>
    public void Subscribe(IReadOnlyList<Subscription> subscriptions) =>
        Connected().Subscribe(subscriptions, Simulation.Now);

    /// <summary>Sends UNSUBSCRIBE.</summary>
    /// <param name="topicFilter">The filter, exactly as it was subscribed.</param>
    /// <exception cref="InvalidOperationException">The client is not connected.</exception>
    public void Unsubscribe(string topicFilter) => Connected().Unsubscribe([topicFilter], Simulation.Now);

    /// <summary>Gives the name and whether it is connected.</summary>
    public override string ToString() => $"{Name}, {(IsConnected ? "connected" : "not connected")}";

    /// <summary>TCP and TLS are ready: CONNECT may go.</summary>
    internal void Begin(Wire wire)
    {
        ConnectPacket opening = mustStartClean ? connect with { CleanStart = true } : connect;
        Connection = new ClientConnection(Session, opening, wire.ToServer, this);
        Connection.Open(Simulation.Now);
        ArmTimer();
    }

    /// <summary>The server could not be reached.</summary>
    internal void NotOpened(Wire wire)
    {
        if (Wire == wire)
            ComeBack();
    }

    /// <summary>The network connection broke, or the server closed it.</summary>
    internal void Lost(Wire wire)
    {
        if (Wire != wire)
            return;
        if (Connection is { } open)
            open.Lost(Simulation.Now);
        else
        {
            wire.NoteClientClosed(isByClient: false);
            ComeBack();
        }
    }

    /// <summary>Takes in the frames that have arrived.</summary>
    internal void Receive(Lane lane, Wire wire)
    {
        if (Wire != wire || Connection is not { } connection)
            return;
        TimeSpan now = Simulation.Now;
        ProtocolVersion version = connection.Version;
        PacketError? error;
        while (lane.TryTake(version, uint.MaxValue, out PacketType type, out var frame, out error))
        {
            Simulation.PacketCount++;
            if (type == PacketType.Publish)
            {
                if (PacketReader.TryReadPublish(frame, version, Sender.Server, out PublishView view, out error))
                    connection.ReceivePublish(view.ToIncoming(now, topic: lane.TopicOf(view)), now);
            }
            else if (type is >= PacketType.PubAck and <= PacketType.PubComp)
            {
                if (PacketReader.TryReadAcknowledgement(frame, version, out Acknowledgement answer, out error))
                    connection.ReceiveAcknowledgement(answer, now);
            }
            else if (PacketReader.TryRead(frame, version, Sender.Server, out Packet? packet, out error))
                connection.Receive(packet, now);

            if (error is not null)
            {
                connection.ReceiveMalformed(error.ReasonCode, error.ToString(), now);
                return;
            }
        }

        ArmTimer();
    }

    private void OnEvent(EventKind kind)
    {
        if (kind == EventKind.Connecting)
        {
            if (wantsConnection)
                Connect();
            return;
        }

        if (timer <= Simulation.Now)
            timer = null;
        Connection?.Advance(Simulation.Now);
        ArmTimer();
    }

    private void RequireProcess()
    {
        if (IsDown)
        {
            throw new InvalidOperationException(
                $"Expected the process of '{Name}' to run at {Simulation.Now}, but it has crashed and is not "
                + $"restarted; ask {nameof(IsDown)} first.");
        }
    }

    private ClientConnection Connected() => IsConnected
        ? Connection!
        : throw new InvalidOperationException(
            $"Expected '{Name}' to be connected at {Simulation.Now}, but it is not; connect first, or name the "
            + $"subscription in {nameof(ClientSetup)}.{nameof(ClientSetup.Subscriptions)}.");

    private void ArmTimer()
    {
        if (Connection?.NextDeadline is not { } due || timer <= due)
            return;
        timer = due;
        Simulation.Post(due < Simulation.Now ? Simulation.Now : due, alarm, EventKind.Timer);
    }

    private void ComeBack()
    {
        Wire = null;
        if (!wantsConnection || Setup.ReconnectAfter is not { } first)
            return;
        TimeSpan wait = first;
        for (int failed = 0; failed < failedCount && wait < Setup.ReconnectMaximum; failed++)
            wait = wait * 2 > Setup.ReconnectMaximum ? Setup.ReconnectMaximum : wait * 2;
        failedCount++;
        if (Setup.HasReconnectJitter && wait > TimeSpan.Zero)
            wait = Simulation.Waits.NextBelow(wait);
        Simulation.Post(Simulation.Now + wait, alarm, EventKind.Connecting);
    }

    private sealed class Alarm(SimulatedClient client) : EventTarget
    {
        public override void OnEvent(EventKind kind) => client.OnEvent(kind);
    }
}
