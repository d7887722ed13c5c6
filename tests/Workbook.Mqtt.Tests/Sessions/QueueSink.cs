using Workbook.Mqtt.Packets;
using Workbook.Mqtt.Sessions;

namespace Workbook.Mqtt.Tests.Sessions;

/// <summary>One direction of a connection in memory: packets wait here in order until the harness lets them
/// arrive.</summary>
internal sealed class QueueSink : IPacketSink
{
    private readonly Queue<Packet> waiting = [];

    public List<Packet> All { get; } = [];

    public bool IsClosed { get; private set; }

    public int Count => waiting.Count;

    public void SendPublish(in OutgoingPublish publish) => Send(publish.ToPacket());

    public void SendAcknowledgement(in Acknowledgement acknowledgement) => Send(acknowledgement.ToPacket());

    public void Send(Packet packet)
    {
        Assert.False(IsClosed, "Nothing may be sent on a closed connection.");
        waiting.Enqueue(packet);
        All.Add(packet);
    }

    public void Close() => IsClosed = true;

    public Packet Take() => waiting.Dequeue();

    public Packet[] TakeAll()
    {
        Packet[] taken = [.. waiting];
        waiting.Clear();
        return taken;
    }

    public void Clear() => waiting.Clear();
}
