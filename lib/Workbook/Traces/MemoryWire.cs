using Workbook.Mqtt.Broker;
using Workbook.Mqtt.Packets;
using Workbook.Mqtt.Sessions;
using Workbook.Mqtt.Trace;

namespace Workbook.Traces;

/// <summary>One TCP connection in memory: what goes in at one end comes out at the other, in order, after the latency.</summary>
internal sealed class MemoryWire
{
    /// <summary>TCP's first retransmission timeout on this path; it doubles with each further loss (RFC 6298 asks for at
    /// least a second to begin with; common systems go down to 200 ms).</summary>
    private static readonly TimeSpan RetransmissionTimeout = TimeSpan.FromMilliseconds(200);

    /// <summary>How long a packet occupies its direction of the link: a slow link, on which one can be told from the
    /// next.</summary>
    private static readonly TimeSpan SendTime = TimeSpan.FromMilliseconds(30);

    private readonly VirtualTime time;
    private readonly RecordingLog log;
    private readonly ConnectionConditions conditions;
    private readonly Random random;
    private readonly string client;
    private readonly int number;
    private readonly HashSet<int> underWay = [];
    private bool isSilent;
    private bool isOver;

    public MemoryWire(
        VirtualTime time, RecordingLog log, ConnectionConditions conditions, Random random, string client, int number)
    {
        (this.time, this.log, this.conditions, this.random) = (time, log, conditions, random);
        (this.client, this.number) = (client, number);
        ToServer = new Lane(this, Direction.ToServer);
        ToClient = new Lane(this, Direction.ToClient);
    }

    public Lane ToServer { get; }

    public Lane ToClient { get; }

    public ClientConnection? Client { get; set; }

    public ServerConnection? Server { get; set; }

    /// <summary>Whether nothing can arrive and neither end knows it.</summary>
    public bool IsStuck => isSilent && !isOver;

    /// <summary>Breaks the connection: both ends learn it, and what was under way is lost.</summary>
    public void Cut()
    {
        if (isOver)
            return;
        log.Note(number, client, ConnectionChange.Cut);
        End();
        Server!.Lost(time.Now);
        Client!.Lost(time.Now);
    }

    /// <summary>Lets nothing arrive any more, without telling either end.</summary>
    public void FallSilent()
    {
        if (isOver)
            return;
        isSilent = true;
        log.Note(number, client, ConnectionChange.Frozen);
    }

    private void End()
    {
        isOver = true;
        foreach (int place in underWay)
            log.Lost(place);
        underWay.Clear();
    }

    /// <summary>Closes from one end: the other learns it behind the last packet, unless the path is silent. Then each end
    /// finds out for itself, and what the client has given up is over.</summary>
    private void Close(Direction direction)
    {
        if (isOver)
            return;
        bool isClient = direction == Direction.ToServer;
        if (isClient || isSilent)
            log.Note(number, client, isClient ? ConnectionChange.ClosedByClient : ConnectionChange.ClosedByServer);
        if (isClient && isSilent)
            End();
    }

    private TimeSpan Retransmissions()
    {
        var wait = TimeSpan.Zero;
        for (var timeout = RetransmissionTimeout; random.NextDouble() < conditions.SegmentLoss; timeout *= 2)
            wait += timeout;
        return wait;
    }

    /// <summary>One direction of the connection.</summary>
    internal sealed class Lane(MemoryWire wire, Direction direction) : IPacketSink
    {
        private TimeSpan isFreeAt;
        private TimeSpan lastArrival;

        public void SendPublish(in OutgoingPublish publish) => Send(publish.ToPacket());

        public void SendAcknowledgement(in Acknowledgement acknowledgement) => Send(acknowledgement.ToPacket());

        public void Send(Packet packet)
        {
            bool toServer = direction == Direction.ToServer;
            var (from, to) = toServer ? (wire.client, "broker") : ("broker", wire.client);
            var departure = wire.time.Now > isFreeAt ? wire.time.Now : isFreeAt;
            isFreeAt = departure + SendTime;
            int place = wire.log.Sent(wire.number, direction, from, to, packet, departure);
            if (wire.isOver)
            {
                wire.log.Lost(place);
                return;
            }

            wire.underWay.Add(place);
            var arrival = departure + wire.conditions.Latency + wire.Retransmissions();
            lastArrival = arrival > lastArrival ? arrival : lastArrival;
            wire.time.At(lastArrival, () => Arrive(place, packet));
        }

        public void Close() => wire.Close(direction);

        private void Arrive(int place, Packet packet)
        {
            if (wire.isSilent || !wire.underWay.Remove(place))
                return;
            wire.log.Arrived(place);
            if (direction == Direction.ToServer)
                wire.Server!.Receive(packet, wire.time.Now);
            else
                wire.Client!.Receive(packet, wire.time.Now);
        }
    }
}
