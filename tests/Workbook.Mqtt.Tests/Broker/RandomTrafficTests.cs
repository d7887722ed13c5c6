using FsCheck;
using FsCheck.Fluent;
using Workbook.Mqtt.Broker;
using Workbook.Mqtt.Packets;
using Workbook.Mqtt.Sessions;
using Workbook.Mqtt.Tests.Codec;
using Workbook.Mqtt.Tests.Sessions;
using static Workbook.Mqtt.Packets.QualityOfService;

namespace Workbook.Mqtt.Tests.Broker;

/// <summary>
/// Goal: the guarantees hold over publisher, broker and subscriber whatever is cut when.
/// Method: a schedule is a list of bytes, each one step; FsCheck makes thousands of them and shrinks one that fails.
/// A limit that is exceeded shows by itself: the receiving machine closes the connection with 0x93.
/// </summary>
public sealed class RandomTrafficTests
{
    private const int ScheduleCount = 1_000;

    [Theory]
    [InlineData(ProtocolVersion.V311, QosReceiverMethod.DeliverAtPublish)]
    [InlineData(ProtocolVersion.V500, QosReceiverMethod.DeliverAtPublish)]
    [InlineData(ProtocolVersion.V500, QosReceiverMethod.DeliverAtPubrel)]
    [Trait("clause", "5.0 4.3.3-10")]
    [Trait("clause", "5.0 4.6.0-1")]
    [Trait("clause", "5.0 4.9.0-2")]
    public void QoS_2_arrives_exactly_once_in_order_whatever_is_cut(ProtocolVersion version, QosReceiverMethod method) =>
        Check(version, method, ExactlyOnce, (sent, received) => sent.SequenceEqual(received));

    [Theory]
    [InlineData(ProtocolVersion.V311)]
    [InlineData(ProtocolVersion.V500)]
    [Trait("clause", "5.0 4.3.2-1")]
    [Trait("clause", "5.0 4.4.0-1")]
    [Trait("clause", "5.0 4.6.0-5")]
    public void QoS_1_arrives_at_least_once_and_first_arrivals_are_in_order(ProtocolVersion version) =>
        Check(
            version,
            QosReceiverMethod.DeliverAtPublish,
            AtLeastOnce,
            (sent, received) => sent.SequenceEqual(received.Distinct()));

    [Fact]
    public void The_same_schedules_do_repeat_QoS_1_messages()
    {
        var random = new Random(1);
        bool repeated = false;
        for (int run = 0; run < 200 && !repeated; run++)
        {
            byte[] schedule = new byte[60];
            random.NextBytes(schedule);
            Scenario scenario = Run(schedule, ProtocolVersion.V500, QosReceiverMethod.DeliverAtPublish, AtLeastOnce);
            repeated = scenario.Received.Count > scenario.Sent.Count;
        }

        Assert.True(repeated);
    }

    [Fact]
    [Trait("clause", "5.0 4.3.3-10")]
    public void A_receiver_that_forgets_identifiers_on_reconnection_is_found()
    {
        QosTransition<QosReceiverState, QosReceiverInput> right =
            QosReceiverTable.MethodB[QosReceiverState.AwaitingPubrel, QosReceiverInput.SessionResumed];
        var table = QosReceiverTable.MethodB.With(right with { To = QosReceiverState.Free });
        var random = new Random(2);
        bool duplicated = false;
        for (int run = 0; run < 500 && !duplicated; run++)
        {
            byte[] schedule = new byte[60];
            random.NextBytes(schedule);
            Scenario scenario = Run(schedule, ProtocolVersion.V500, QosReceiverMethod.DeliverAtPublish, ExactlyOnce, table);
            duplicated = !scenario.Sent.SequenceEqual(scenario.Received);
        }

        Assert.True(duplicated);
    }

    private static void Check(
        ProtocolVersion version,
        QosReceiverMethod method,
        QualityOfService qos,
        Func<IReadOnlyList<string>, IReadOnlyList<string>, bool> holds)
    {
        Gen<byte[]> schedules = Gen.Choose(0, 255).Select(value => (byte)value).ArrayOf(80);
        Checking.ForAll(schedules, ScheduleCount, schedule =>
        {
            Scenario scenario = Run(schedule, version, method, qos);
            return holds(scenario.Sent, scenario.Received) && scenario.IsClean;
        });
    }

    private static Scenario Run(
        byte[] schedule,
        ProtocolVersion version,
        QosReceiverMethod method,
        QualityOfService qos,
        QosTable<QosReceiverState, QosReceiverInput>? subscribersTable = null)
    {
        var scenario = new Scenario(version, method, qos, subscribersTable);
        foreach (byte step in schedule)
            scenario.Step(step);
        scenario.Finish();
        return scenario;
    }

    private sealed class Scenario
    {
        private readonly Pair pair;
        private readonly PairedClient publisher;
        private readonly PairedClient subscriber;
        private readonly QualityOfService qos;

        public Scenario(
            ProtocolVersion version,
            QosReceiverMethod method,
            QualityOfService qos,
            QosTable<QosReceiverState, QosReceiverInput>? subscribersTable)
        {
            this.qos = qos;
            pair = new Pair(new BrokerPolicy { ReceiverMethod = method, ReceiveMaximum = 2, InFlightMaximum = 3 });
            var properties = new Properties { SessionExpiryInterval = 3600, ReceiveMaximum = 2 };
            ConnectPacket connect = Pair.ConnectOf(
                "sub", version, true, version == ProtocolVersion.V500 ? properties : Properties.Empty);
            var options = new ClientOptions { ReceiverMethod = method, ReceiverTable = subscribersTable };
            subscriber = pair.Add(connect, options).OpenAndDrive();
            subscriber.Subscribe("t", qos);
            var limits = new ClientOptions { InFlightMaximum = 3 };
            publisher = pair.Add(Pair.ConnectOf("pub", version, true), limits).OpenAndDrive();
            pair.Drive();
        }

        public List<string> Sent { get; } = [];

        public IReadOnlyList<string> Received => [.. subscriber.Texts];

        /// <summary>Nobody broke a rule, nothing was dropped, no identifier leaked, and everything was
        /// acknowledged.</summary>
        public bool IsClean =>
            pair.Events.ProtocolErrors.Count == 0 &&
            pair.Events.Dropped.Count == 0 &&
            publisher.Dropped.Count == 0 &&
            publisher.Session.Identifiers.InUseCount == 0 &&
            subscriber.Session.Identifiers.InUseCount == 0 &&
            pair.Broker.ReadStatistics() is { InFlightCount: 0, QueuedCount: 0 } &&
            publisher.Completed.Count == Sent.Count &&
            publisher.End is null &&
            subscriber.End is null &&
            subscriber.Session.Receiver.HeldCount == 0 &&
            pair.Broker.FindSession("pub")!.Receiver.HeldCount == 0;

        public void Step(byte step)
        {
            PairedClient client = (step & 1) == 0 ? publisher : subscriber;
            switch (step >> 4)
            {
                case 0:
                    Sent.Add($"{Sent.Count}");
                    publisher.Publish("t", Sent[^1], qos);
                    break;
                case 1:
                    client.Cut();
                    break;
                case 2 or 3:
                    if (!client.IsConnected && client.Connection!.State == ConnectionState.Closed)
                        client.Open();
                    break;
                case < 10:
                    client.StepToServer();
                    break;
                default:
                    client.StepToClient();
                    break;
            }
        }

        public void Finish()
        {
            pair.Drive();
            foreach (PairedClient client in pair.Clients.Where(client => !client.IsConnected))
                client.OpenAndDrive();
        }
    }
}
