using Workbook.Mqtt.Broker;
using Workbook.Mqtt.Codec;
using Workbook.Mqtt.Packets;
using Workbook.Mqtt.Sessions;
using Workbook.Mqtt.Trace;

namespace Workbook.Simulate;

/// <summary>One network connection between a client and the broker, from SYN to its end.</summary>
internal sealed class Wire : EventTarget
{
    private static readonly TimeSpan FirstSynTimeout = TimeSpan.FromSeconds(1);

    private readonly TimeSpan begunAt;
    private TimeSpan synTimeout = FirstSynTimeout;
    private bool clientKnowsEnd;
    private bool serverKnowsEnd;
    private bool hasEnded;
    private bool isEndCounted;

    public Wire(SimulatedClient client, ProtocolVersion version)
    {
        (Client, Version) = (client, version);
        Number = ++World.ConnectionCount;
        ToServer = new Lane(this, Direction.ToServer);
        ToClient = new Lane(this, Direction.ToClient);
        begunAt = World.Now;
    }

    public SimulatedClient Client { get; }

    public Link Link => Client.Link;

    public Simulation World => Client.Simulation;

    public int Number { get; }

    public ProtocolVersion Version { get; private set; }

    public Lane ToServer { get; }

    public Lane ToClient { get; }

    /// <summary>The server's end; null before TCP and TLS are ready.</summary>
    public ServerConnection? Server { get; private set; }

    /// <summary>Whether nothing passes any more.</summary>
    public bool IsCut { get; private set; }

    /// <summary>Whether packets may still arrive.</summary>
    public bool IsAlive => !IsCut && !(clientKnowsEnd && serverKnowsEnd);

    /// <summary>Begins with the SYN.</summary>
    public void Open() => OnEvent(EventKind.Syn);

    public override void OnEvent(EventKind kind)
    {
        if (IsCut)
            return;
        if (kind == EventKind.Syn)
            SendSyn();
        else if (Client.Wire == this)
            Begin();
    }

    /// <summary>Hands the frames that have arrived on a lane to the machine at its end.</summary>
    public void Receive(Lane lane)
    {
        if (lane.Direction == Direction.ToServer)
            ReceiveAtServer(lane);
        else
            Client.Receive(lane, this);
    }

    /// <summary>The end of a stream has arrived.</summary>
    public void End(Direction direction)
    {
        CountEnd();
        Lane back = direction == Direction.ToServer ? ToClient : ToServer;
        if (direction == Direction.ToServer)
            TellServer();
        else
            TellClient();
        if (hasEnded)
        {
            ToServer.Abandon(Fate.Lost);
            ToClient.Abandon(Fate.Lost);
            return;
        }

        hasEnded = true;
        back.Close();
    }

    /// <summary>Stops everything that is under way.</summary>
    /// <param name="notice">Who hears of it at once.</param>
    public void Cut(CutNotice notice)
    {
        if (IsCut)
            return;
        ToServer.SettleAcknowledgement(World.Now);
        ToClient.SettleAcknowledgement(World.Now);
        IsCut = true;
        World.Log.Note(World.Now, Number, Client.Name, ConnectionChange.Cut);
        ToServer.Abandon(Fate.CutBefore);
        ToClient.Abandon(Fate.CutBefore);
        World.DeceivedCount += (clientKnowsEnd ? 0 : 1) + (serverKnowsEnd || Server is null ? 0 : 1);
        if (Server is null)
            serverKnowsEnd = true;
        if (notice.HasFlag(CutNotice.Server))
            TellServer();
        if (notice.HasFlag(CutNotice.Client))
            TellClient();
    }

    /// <summary>A sender has sent again for long enough.</summary>
    public void GiveUp(Direction direction)
    {
        if (!IsCut)
            Cut(CutNotice.Nobody);
        if (direction == Direction.ToServer)
            TellClient();
        else
            TellServer();
    }

    /// <summary>Gives up a connection that is not open yet.</summary>
    public void Abort()
    {
        NoteClientClosed(isByClient: false);
        serverKnowsEnd = true;
        IsCut = true;
    }

    /// <summary>The client's end is closed.</summary>
    /// <param name="isByClient">Whether the client ended it.</param>
    public void NoteClientClosed(bool isByClient)
    {
        if (isByClient && !IsCut && !clientKnowsEnd)
            World.Log.Note(World.Now, Number, Client.Name, ConnectionChange.ClosedByClient);
        if (IsCut && !clientKnowsEnd)
            World.DeceivedCount--;
        clientKnowsEnd = true;
    }

    /// <summary>The server's end is closed.</summary>
    /// <param name="isByServer">Whether the server ended it.</param>
    public void NoteServerClosed(bool isByServer)
    {
        if (isByServer && !IsCut && !serverKnowsEnd && !clientKnowsEnd)
            World.Log.Note(World.Now, Number, Client.Name, ConnectionChange.ClosedByServer);
        if (IsCut && !serverKnowsEnd)
            World.DeceivedCount--;
        serverKnowsEnd = true;
    }

    private void TellServer()
    {
        if (serverKnowsEnd)
            return;
        NoteServerClosed(isByServer: false);
        Server?.Lost(World.Now);
    }

    private void TellClient()
    {
        if (!clientKnowsEnd)
            Client.Lost(this);
    }

    private void SendSyn()
    {
        TimeSpan now = World.Now;
        LinkConditions conditions = Link.Conditions;
        WireFormat format = conditions.Format;
        if (now - begunAt >= conditions.OpeningTimeout)
        {
            World.Log.Note(now, Number, Client.Name, ConnectionChange.Refused);
            Abort();
            Client.NotOpened(this);
            return;
        }

        Link.ToServer.OpeningAndClosing += format.SynBytes;
        TimeSpan leaves = Link.ReadyAt(Direction.ToServer, now) ?? now;
        Link.Radio?.NoteTraffic(leaves, format.SynBytes, isFromDevice: true);
        bool isAnswered = !Link.IsFrozen && conditions.Coverage.Covers(leaves)
            && !IsLost(conditions.LossToServer) && !IsLost(conditions.LossToClient);
        if (!isAnswered)
        {
            World.Post(now + synTimeout, this, EventKind.Syn);
            synTimeout *= 2;
            return;
        }

        int toServer = format.Flights(format.HandshakeToServerBytes, flights: 2);
        int toClient = format.Flights(format.HandshakeToClientBytes, format.HandshakeRoundTrips);
        Link.ToServer.OpeningAndClosing += format.SegmentHeaderBytes;
        Link.ToClient.OpeningAndClosing += format.SynBytes;
        Link.ToServer.Handshake += toServer;
        Link.ToClient.Handshake += toClient;
        TimeSpan ready = leaves + (1 + format.HandshakeRoundTrips) * conditions.RoundTrip
            + conditions.TimeOf(2 * format.SynBytes + format.SegmentHeaderBytes + toServer + toClient);
        Link.Radio?.NoteTraffic(ready, toServer + format.SegmentHeaderBytes, isFromDevice: true);
        Link.Radio?.NoteTraffic(ready, toClient + format.SynBytes, isFromDevice: false);
        World.Post(ready, this, EventKind.Opening);
    }

    private void Begin()
    {
        World.Log.Note(World.Now, Number, Client.Name, ConnectionChange.Opened);
        Server = World.Broker.Accept(ToClient, Client.Name, World.Now);
        Client.Begin(this);
    }

    private bool IsLost(double loss) => loss > 0 && World.Losses.NextChance(loss);

    private void ReceiveAtServer(Lane lane)
    {
        ServerConnection server = Server!;
        TimeSpan now = World.Now;
        PacketError? error;
        ProtocolVersion? connectVersion = null;
        uint maximum = World.Options.Policy.MaximumPacketSize;
        while (lane.TryTake(Version, maximum, out PacketType type, out ReadOnlySpan<byte> frame, out error))
        {
            World.PacketCount++;
            if (type == PacketType.Publish)
            {
                if (PacketReader.TryReadPublish(frame, Version, Sender.Client, out PublishView view, out error))
                {
                    IncomingPublish publish = view.ToIncoming(now, server.ClientIdentifier, lane.TopicOf(view));
                    if (World.Options.IsAudited)
                        World.Auditor.NoteArrived(publish.Message);
                    server.ReceivePublish(publish, now);
                }
            }
            else if (type is >= PacketType.PubAck and <= PacketType.PubComp)
            {
                if (PacketReader.TryReadAcknowledgement(frame, Version, out Acknowledgement answer, out error))
                    server.ReceiveAcknowledgement(answer, now);
            }
            else if (PacketReader.TryRead(frame, Version, Sender.Client, out Packet? packet, out error))
            {
                if (packet is ConnectPacket connect && server.State == ConnectionState.New)
                    SetVersion(connect.ProtocolVersion);
                server.Receive(packet, now);
            }
            else if (server.State == ConnectionState.New)
            {
                connectVersion = PacketReader.AnswerVersionOf(frame);
                SetVersion(connectVersion ?? Version);
            }

            if (error is not null)
                break;
        }

        if (error is not null)
            server.ReceiveMalformed(error.ReasonCode, error.ToString(), now, connectVersion);
    }

    private void SetVersion(ProtocolVersion version)
    {
        Version = version;
        ToClient.SetVersion(version);
    }

    /// <summary>Counts FIN and its acknowledgement both ways, once, when the first end arrives.</summary>
    private void CountEnd()
    {
        if (isEndCounted)
            return;
        isEndCounted = true;
        ToServer.AcknowledgeAtEnd();
        ToClient.AcknowledgeAtEnd();
        int header = Link.Conditions.Format.SegmentHeaderBytes;
        Link.ToServer.OpeningAndClosing += 2 * header;
        Link.ToClient.OpeningAndClosing += 2 * header;
        Link.Radio?.NoteTraffic(World.Now, 2 * header, isFromDevice: true);
        Link.Radio?.NoteTraffic(World.Now, 2 * header, isFromDevice: false);
    }
}
