using Workbook.Mqtt.Packets;
using Workbook.Mqtt.Sessions;

namespace Workbook.Mqtt.Tests.Sessions;

/// <summary>One connection of a client whose server is played by the test: packets in by hand, packets out in a
/// queue.</summary>
internal sealed class ClientStandIn
{
    public ClientStandIn(ClientSession session, ConnectPacket connect)
    {
        Events = new PairedClient(new Pair(), connect);
        Connection = new ClientConnection(session, connect, Sink, Events);
        Connection.Open(TimeSpan.Zero);
    }

    public ClientConnection Connection { get; }

    public QueueSink Sink { get; } = new();

    public PairedClient Events { get; }

    public IEnumerable<PacketType> Sent => Sink.All.Select(packet => packet.Type);

    public ClientStandIn Accept(bool sessionPresent = false, Properties? announced = null)
    {
        Connection.Receive(
            new ConnAckPacket { SessionPresent = sessionPresent, Properties = announced ?? Properties.Empty }, TimeSpan.Zero);
        return this;
    }
}
