using Workbook.Mqtt.Broker;
using Workbook.Mqtt.Packets;
using Workbook.Mqtt.Sessions;
using static Workbook.Mqtt.Packets.QualityOfService;

namespace Workbook.Mqtt.Tests.Sessions;

/// <summary>Goal: snapshot, restore, snapshot is the identity, and garbage is refused. Method: sessions after random
/// traffic.</summary>
public sealed class SnapshotTests
{
    [Fact]
    public void A_client_session_is_restored_to_the_byte()
    {
        foreach (PairedClient client in AfterRandomTraffic().Select(run => run.Publisher))
        {
            byte[] bytes = Write(client.Session.WriteSnapshot);
            var restored = new ClientSession(client.Session.Options);
            var reader = new SnapshotReader(bytes);
            restored.RestoreSnapshot(ref reader);
            reader.ExpectEnd();
            Assert.Equal(bytes, Write(restored.WriteSnapshot));
        }
    }

    [Fact]
    public void A_server_session_is_restored_to_the_byte()
    {
        foreach ((Pair pair, _) in AfterRandomTraffic())
        {
            byte[] bytes = Write(pair.Broker.FindSession("sub")!.WriteSnapshot);
            ServerSession restored = NewServerSession();
            var reader = new SnapshotReader(bytes);
            restored.RestoreSnapshot(ref reader);
            reader.ExpectEnd();
            Assert.Equal(bytes, Write(restored.WriteSnapshot));
        }
    }

    [Fact]
    public void A_restored_client_session_finishes_its_exchanges()
    {
        foreach ((Pair pair, PairedClient publisher) in AfterRandomTraffic().Take(100))
        {
            publisher.Cut();
            byte[] bytes = Write(publisher.Session.WriteSnapshot);
            var restored = new ClientSession();
            var reader = new SnapshotReader(bytes);
            restored.RestoreSnapshot(ref reader);
            publisher.Session = restored;
            publisher.OpenAndDrive();
            Assert.Equal(0, restored.Outbox.Sender.InFlightCount);
            Assert.Equal(0, restored.Identifiers.InUseCount);
            Assert.Empty(pair.Events.ProtocolErrors);
        }
    }

    [Fact]
    public void Arbitrary_and_cut_bytes_are_refused_with_a_sentence_or_are_a_session()
    {
        const int seed = 5;
        var random = new Random(seed);
        byte[][] samples = [.. AfterRandomTraffic().Take(50).Select(run => Write(run.Publisher.Session.WriteSnapshot))];
        int refused = 0;
        for (int round = 0; round < 20_000; round++)
        {
            byte[] bytes = [.. samples[random.Next(samples.Length)]];
            bytes = bytes[..random.Next(bytes.Length + 1)];
            if (bytes.Length > 0)
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            try
            {
                var session = new ClientSession();
                var reader = new SnapshotReader(bytes);
                session.RestoreSnapshot(ref reader);
                reader.ExpectEnd();
                Assert.Equal(bytes, Write(session.WriteSnapshot));
            }
            catch (SnapshotException error)
            {
                Assert.StartsWith("Expected ", error.Message);
                refused++;
            }
        }

        Assert.InRange(refused, 1_000, 20_000);
    }

    [Fact]
    public void Times_follow_the_origin()
    {
        var message = new Message
        {
            Topic = "t", ReceivedAt = TimeSpan.FromSeconds(100), ExpiresAt = TimeSpan.FromSeconds(160),
        };
        var writer = new SnapshotWriter(origin: TimeSpan.FromSeconds(110));
        writer.WriteMessage(message);
        var reader = new SnapshotReader(writer.Written, origin: TimeSpan.FromSeconds(5));
        Message restored = reader.ReadMessage();
        Assert.Equal(TimeSpan.FromSeconds(55), restored.ExpiresAt);
        Assert.Equal(TimeSpan.FromSeconds(-5), restored.ReceivedAt);
    }

    [Fact]
    public void A_message_keeps_all_its_content()
    {
        var message = new Message
        {
            Topic = "a/ü",
            Payload = new byte[] { 0, 255 },
            QualityOfService = ExactlyOnce,
            Retain = true,
            Publisher = "p",
            Properties = new Properties
            {
                ContentType = "text", CorrelationData = [1, 2], PayloadFormatIndicator = 1,
                UserProperties = [new("a", "1"), new("a", "2")],
            },
        };
        var writer = new SnapshotWriter();
        writer.WriteMessage(message);
        var reader = new SnapshotReader(writer.Written);
        Message restored = reader.ReadMessage();
        Assert.Equal((message.Topic, message.Publisher), (restored.Topic, restored.Publisher));
        Assert.Equal(message.Payload.ToArray(), restored.Payload.ToArray());
        Assert.Equal((message.QualityOfService, message.Retain), (restored.QualityOfService, restored.Retain));
        Assert.Equal(message.Properties, restored.Properties);
    }

    private static byte[] Write(Action<SnapshotWriter> write)
    {
        var writer = new SnapshotWriter();
        write(writer);
        return writer.Written.ToArray();
    }

    private static ServerSession NewServerSession() => new(
        "sub", new Outbox(new QosSender(), new OutgoingQueue(new QueueLimits()), false), new QosReceiver());

    private static IEnumerable<(Pair Pair, PairedClient Publisher)> AfterRandomTraffic()
    {
        for (int seed = 0; seed < 300; seed++)
        {
            var random = new Random(seed);
            var policy = new BrokerPolicy
            {
                InFlightMaximum = 3,
                ReceiverMethod = (QosReceiverMethod)(seed & 1),
            };
            var pair = new Pair(policy);
            PairedClient subscriber = pair.Connect("sub", persistent: true);
            subscriber.Subscribe(new Subscription("t", ExactlyOnce) { RetainAsPublished = seed % 3 == 0 }, (uint)seed % 5);
            PairedClient publisher = pair.Connect("pub", persistent: true);
            pair.Drive();
            for (int step = 0; step < 30; step++)
            {
                if (random.Next(3) == 0)
                    publisher.Publish("t", $"{step}", (QualityOfService)random.Next(3), random.Next(4) == 0, 3600);
                pair.DriveAtMost(random.Next(4));
            }

            yield return (pair, publisher);
        }
    }
}
