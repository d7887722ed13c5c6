using Workbook.Mqtt.Broker;
using Workbook.Mqtt.Packets;
using Workbook.Mqtt.Sessions;
using Workbook.Mqtt.Tests.Sessions;
using static Workbook.Mqtt.Packets.QualityOfService;

namespace Workbook.Mqtt.Tests.Broker;

/// <summary>Goal: a broker can be stopped and started without forgetting. Method: snapshot, a new broker, the same
/// clients.</summary>
public sealed class RestartTests
{
    [Fact]
    public void Sessions_and_retained_messages_survive_to_the_byte()
    {
        byte[] bytes = Write(Populated());
        MqttBroker restored = Restore(bytes);
        Assert.Equal(bytes, Write(restored));
        Assert.Equal(2, restored.ReadStatistics().QueuedCount);
    }

    [Fact]
    public void A_restored_broker_delivers_what_waited_and_keeps_its_deadlines()
    {
        MqttBroker restored = Restore(Write(Populated()));
        var sink = new QueueSink();
        ServerConnection connection = restored.Accept(sink, "memory", TimeSpan.Zero);
        connection.Receive(Pair.ConnectOf("sub", persistent: true), TimeSpan.Zero);
        Assert.True(((ConnAckPacket)sink.Take()).SessionPresent);
        Assert.Equal(2, sink.TakeAll().OfType<PublishPacket>().Count());
        restored.Advance(TimeSpan.FromHours(1));
        Assert.Null(restored.FindSession("pub"));
        Assert.NotNull(restored.FindSession("sub"));
    }

    [Fact]
    public void A_broker_in_use_is_not_overwritten_and_garbage_is_refused()
    {
        Assert.Throws<InvalidOperationException>(() =>
        {
            var reader = new SnapshotReader([0, 0, 0]);
            Populated().RestoreSnapshot(ref reader);
        });
        Assert.Throws<SnapshotException>(() => Restore([0, 1, 5, 1, 2]));
    }

    private static MqttBroker Populated()
    {
        (Pair pair, _, PairedClient publisher) = SessionTests.AwaySubscriber(ProtocolVersion.V500);
        publisher.Connect = Pair.ConnectOf("pub", persistent: true) with
        {
            Will = new Will { Topic = "w", Payload = "gone"u8.ToArray(), Properties = new Properties { WillDelayInterval = 60 } },
        };
        publisher.Cut();
        publisher.OpenAndDrive();
        publisher.Publish("t", "1", AtLeastOnce);
        publisher.Publish("t", "2", ExactlyOnce, retain: true);
        pair.Drive();
        publisher.Cut();
        return pair.Broker;
    }

    private static byte[] Write(MqttBroker broker)
    {
        var writer = new SnapshotWriter();
        broker.WriteSnapshot(writer);
        return writer.Written.ToArray();
    }

    private static MqttBroker Restore(byte[] bytes)
    {
        var broker = new MqttBroker();
        var reader = new SnapshotReader(bytes);
        broker.RestoreSnapshot(ref reader);
        reader.ExpectEnd();
        return broker;
    }
}
