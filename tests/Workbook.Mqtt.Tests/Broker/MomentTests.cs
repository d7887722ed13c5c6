using Workbook.Mqtt.Broker;
using Workbook.Mqtt.Packets;
using Workbook.Mqtt.Sessions;
using Workbook.Mqtt.Tests.Sessions;

namespace Workbook.Mqtt.Tests.Broker;

/// <summary>Goal: a broker comes back to a moment, its open connections included. Method: packets in, packets out; the
/// explorer's tests walk at random.</summary>
public sealed class MomentTests
{
    private static readonly TimeSpan now = TimeSpan.Zero;
    private readonly QueueSink sink = new();
    private readonly MqttBroker broker = new(new BrokerPolicy { TopicAliasMaximum = 0 });
    private readonly ServerConnection connection;

    public MomentTests() => connection = broker.Accept(sink, "test", now);

    [Fact]
    public void An_exchange_goes_on_from_the_moment_that_was_written()
    {
        Connect(connection);
        Publish(connection, 1);
        byte[] moment = Write();
        connection.ReceiveAcknowledgement(new Acknowledgement(PacketType.PubRel, 1), now);
        connection.Lost(now);
        Restore(moment);
        Assert.Equal(moment, Write());
        Assert.Equal(ConnectionState.Connected, connection.State);
        Assert.Equal(QosReceiverState.AwaitingPubrel, broker.FindSession("a")!.Receiver.StateOf(1));
        sink.Clear();
        connection.ReceiveAcknowledgement(new Acknowledgement(PacketType.PubRel, 1), now);
        Assert.Equal(PacketType.PubComp, sink.Take().Type);
    }

    [Fact]
    public void A_session_that_did_not_exist_then_is_gone()
    {
        byte[] moment = Write();
        Connect(connection);
        Assert.NotNull(broker.FindSession("a"));
        Restore(moment);
        Assert.Null(broker.FindSession("a"));
        Assert.Equal(ConnectionState.New, connection.State);
        Assert.Equal(now + broker.Policy.ConnectTimeout, broker.NextDeadline);
    }

    [Fact]
    public void What_an_explorer_has_no_use_for_is_refused()
    {
        Connect(connection, keepAlive: 60);
        Assert.Equal(
            "Expected an MQTT 5.0 connection without Keep Alive, but 'a' has another.",
            Assert.Throws<InvalidOperationException>(Write).Message);
    }

    [Fact]
    public void An_open_connection_must_not_be_left_out()
    {
        Connect(connection);
        Assert.Equal(
            "Expected all 1 open connections to be written, but got 0.",
            Assert.Throws<InvalidOperationException>(() => broker.WriteMoment(new SnapshotWriter(), [])).Message);
    }

    private byte[] Write()
    {
        var writer = new SnapshotWriter();
        broker.WriteMoment(writer, [connection]);
        return writer.Written.ToArray();
    }

    private void Restore(byte[] moment)
    {
        var reader = new SnapshotReader(moment);
        broker.RestoreMoment(ref reader, new[] { connection });
        reader.ExpectEnd();
    }

    private static void Connect(ServerConnection connection, ushort keepAlive = 0) => connection.Receive(
        new ConnectPacket
        {
            ClientIdentifier = "a",
            CleanStart = false,
            KeepAlive = keepAlive,
            Properties = new Properties { SessionExpiryInterval = 100 },
        }, now);

    private static void Publish(ServerConnection connection, ushort identifier) => connection.ReceivePublish(
        new IncomingPublish(
            new Message { Topic = "t" }, identifier, QualityOfService.ExactlyOnce, false, false), now);
}
