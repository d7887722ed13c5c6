using Workbook.Mqtt.Packets;
using Workbook.Mqtt.Sessions;

namespace Workbook.Mqtt.Tests.Sessions;

/// <summary>Goal: the receiver's exchanges by the clauses, both methods. Method: packets in, packets out, no
/// broker.</summary>
public sealed class QosReceiverTests : IMessageReceiver
{
    private static readonly TimeSpan now = TimeSpan.Zero;
    private readonly QueueSink sink = new();
    private readonly List<string> delivered = [];

    [Fact]
    [Trait("clause", "5.0 4.3.2-4")]
    [Trait("clause", "5.0 4.3.2-5")]
    [Trait("clause", "3.1.1 4.3.2-2")]
    public void Every_QoS_1_PUBLISH_is_delivered_and_answered_whatever_DUP_says()
    {
        QosReceiver receiver = Begin(QosReceiverMethod.DeliverAtPublish);
        Publish(receiver, 1, "a", QualityOfService.AtLeastOnce);
        Publish(receiver, 1, "a", QualityOfService.AtLeastOnce, duplicate: true);
        Assert.Equal(["a", "a"], delivered);
        Assert.Equal(["PubAck 1 Success", "PubAck 1 Success"], Sent());
    }

    [Theory]
    [InlineData(QosReceiverMethod.DeliverAtPubrel)]
    [InlineData(QosReceiverMethod.DeliverAtPublish)]
    [Trait("clause", "5.0 4.3.3-10")]
    [Trait("clause", "3.1.1 4.3.3-2")]
    public void Second_publish_with_same_id_is_not_delivered_again(QosReceiverMethod method)
    {
        QosReceiver receiver = Begin(method);
        Publish(receiver, 1, "a", QualityOfService.ExactlyOnce);
        Publish(receiver, 1, "a", QualityOfService.ExactlyOnce, duplicate: true);
        Publish(receiver, 1, "a", QualityOfService.ExactlyOnce);
        receiver.ReceivePubrel(1, now, sink, this);
        Assert.Equal(["a"], delivered);
        Assert.Equal(["PubRec 1 Success", "PubRec 1 Success", "PubRec 1 Success", "PubComp 1 Success"], Sent());
    }

    [Fact]
    public void Method_A_delivers_at_PUBREL_and_method_B_at_PUBLISH()
    {
        QosReceiver a = Begin(QosReceiverMethod.DeliverAtPubrel);
        Publish(a, 1, "a", QualityOfService.ExactlyOnce);
        Assert.Empty(delivered);
        a.ReceivePubrel(1, now, sink, this);
        QosReceiver b = Begin(QosReceiverMethod.DeliverAtPublish);
        Publish(b, 1, "b", QualityOfService.ExactlyOnce);
        Assert.Equal(["a", "b"], delivered);
    }

    [Fact]
    [Trait("clause", "5.0 4.3.3-12")]
    [Trait("clause", "3.1.1 4.3.3-2")]
    public void After_PUBCOMP_the_identifier_means_a_new_message()
    {
        QosReceiver receiver = Begin(QosReceiverMethod.DeliverAtPublish);
        Publish(receiver, 1, "a", QualityOfService.ExactlyOnce);
        receiver.ReceivePubrel(1, now, sink, this);
        Publish(receiver, 1, "b", QualityOfService.ExactlyOnce);
        Assert.Equal(["a", "b"], delivered);
    }

    [Fact]
    [Trait("clause", "5.0 4.3.3-11")]
    public void An_unknown_PUBREL_is_answered_with_the_reason_or_without_as_asked()
    {
        Begin(QosReceiverMethod.DeliverAtPublish).ReceivePubrel(5, now, sink, this);
        new QosReceiver(QosReceiverMethod.DeliverAtPublish, reportsUnknown: false).ReceivePubrel(5, now, sink, this);
        Assert.Equal(["PubComp 5 PacketIdentifierNotFound", "PubComp 5 Success"], Sent());
    }

    [Fact]
    public void A_table_can_make_a_receiver_close_and_nothing_changes()
    {
        QosTable<QosReceiverState, QosReceiverInput> right = QosReceiverTable.MethodB;
        var receiver = new QosReceiver(right
            .With(right[QosReceiverState.Free, QosReceiverInput.PubrelReceived] with
            {
                Effects = QosEffects.RaiseProtocolError,
            })
            .With(right[QosReceiverState.AwaitingPubrel, QosReceiverInput.QoS2PublishReceived] with
            {
                Effects = QosEffects.RaiseProtocolError,
            }));
        receiver.BeginConnection(ProtocolVersion.V500, 10);
        Assert.False(receiver.ReceivePubrel(5, now, sink, this));
        Assert.Equal(0, sink.Count);
        Publish(receiver, 1, "a", QualityOfService.ExactlyOnce);
        var again = new IncomingPublish(new Message { Topic = "t" }, 1, QualityOfService.ExactlyOnce, true, false);
        Assert.Equal(ReasonCode.ProtocolError, receiver.Receive(again, ReasonCode.Success, now, sink, this));
        Assert.Equal(QosReceiverState.AwaitingPubrel, receiver.StateOf(1));
        Assert.Equal(1, sink.Count);
        Assert.True(receiver.ReceivePubrel(1, now, sink, this));
    }

    [Fact]
    public void In_which_order_identifiers_came_is_no_part_of_the_snapshot()
    {
        QosReceiver one = Begin(QosReceiverMethod.DeliverAtPubrel);
        QosReceiver other = Begin(QosReceiverMethod.DeliverAtPubrel);
        foreach (ushort identifier in new ushort[] { 3, 1, 2 })
            Publish(one, identifier, $"{identifier}", QualityOfService.ExactlyOnce);
        foreach (ushort identifier in new ushort[] { 2, 3, 1 })
            Publish(other, identifier, $"{identifier}", QualityOfService.ExactlyOnce);
        var first = new SnapshotWriter();
        var second = new SnapshotWriter();
        one.WriteSnapshot(first);
        other.WriteSnapshot(second);
        Assert.Equal(first.Written.ToArray(), second.Written.ToArray());
    }

    [Fact]
    [Trait("clause", "5.0 4.1.0-1")]
    public void Held_identifiers_survive_a_reconnection()
    {
        QosReceiver receiver = Begin(QosReceiverMethod.DeliverAtPublish);
        Publish(receiver, 1, "a", QualityOfService.ExactlyOnce);
        receiver.BeginConnection(ProtocolVersion.V500, 10);
        Publish(receiver, 1, "a", QualityOfService.ExactlyOnce, duplicate: true);
        Assert.Equal(["a"], delivered);
    }

    [Fact]
    [Trait("clause", "5.0 3.3.4-9")]
    public void One_message_above_our_Receive_Maximum_is_an_overrun()
    {
        QosReceiver receiver = Begin(QosReceiverMethod.DeliverAtPublish, receiveMaximum: 2);
        Publish(receiver, 1, "a", QualityOfService.ExactlyOnce);
        Publish(receiver, 2, "b", QualityOfService.ExactlyOnce);
        Assert.Equal(ReasonCode.Success, Publish(receiver, 2, "b", QualityOfService.ExactlyOnce, duplicate: true));
        Assert.Equal(ReasonCode.ReceiveMaximumExceeded, Publish(receiver, 3, "c", QualityOfService.ExactlyOnce));
        Assert.Equal(["a", "b"], delivered);
    }

    [Fact]
    public void Identifiers_held_from_an_earlier_connection_leave_the_window_open()
    {
        QosReceiver receiver = Begin(QosReceiverMethod.DeliverAtPublish, receiveMaximum: 1);
        Publish(receiver, 1, "a", QualityOfService.ExactlyOnce);
        receiver.BeginConnection(ProtocolVersion.V500, 1);
        receiver.ReceivePubrel(1, now, sink, this);
        Assert.Equal(ReasonCode.Success, Publish(receiver, 2, "b", QualityOfService.ExactlyOnce));
        Assert.Equal(ReasonCode.ReceiveMaximumExceeded, Publish(receiver, 3, "c", QualityOfService.ExactlyOnce));
    }

    [Fact]
    public void A_QoS_1_PUBLISH_under_a_held_identifier_is_refused_in_5_0_and_closes_in_3_1_1()
    {
        QosReceiver receiver = Begin(QosReceiverMethod.DeliverAtPublish);
        Publish(receiver, 1, "a", QualityOfService.ExactlyOnce);
        Assert.Equal(ReasonCode.Success, Publish(receiver, 1, "b", QualityOfService.AtLeastOnce));
        Assert.Equal("PubAck 1 PacketIdentifierInUse", Sent()[^1]);
        receiver.BeginConnection(ProtocolVersion.V311, 10);
        Assert.Equal(ReasonCode.ProtocolError, Publish(receiver, 1, "b", QualityOfService.AtLeastOnce));
        Assert.Equal(["a"], delivered);
    }

    [Fact]
    [Trait("clause", "5.0 4.3.3-9")]
    public void A_refused_QoS_2_PUBLISH_is_not_held()
    {
        QosReceiver receiver = Begin(QosReceiverMethod.DeliverAtPublish);
        var publish = new IncomingPublish(MessageOf("a"), 1, QualityOfService.ExactlyOnce, false, false);
        receiver.Receive(publish, ReasonCode.NotAuthorized, now, sink, this);
        Assert.Equal(["PubRec 1 NotAuthorized"], Sent());
        Assert.Equal(0, receiver.HeldCount);
        Assert.Empty(delivered);
    }

    ReasonCode IMessageReceiver.Deliver(in IncomingPublish publish, TimeSpan at)
    {
        delivered.Add(PairedClient.TextOf(publish.Message)!);
        return ReasonCode.Success;
    }

    private static Message MessageOf(string text) => new() { Topic = "t", Payload = System.Text.Encoding.UTF8.GetBytes(text) };

    private static QosReceiver Begin(QosReceiverMethod method, ushort receiveMaximum = 10)
    {
        var receiver = new QosReceiver(method);
        receiver.BeginConnection(ProtocolVersion.V500, receiveMaximum);
        return receiver;
    }

    private ReasonCode Publish(
        QosReceiver receiver, ushort identifier, string text, QualityOfService qos, bool duplicate = false) =>
        receiver.Receive(
            new IncomingPublish(MessageOf(text), identifier, qos, duplicate, false), ReasonCode.Success, now, sink, this);

    private string[] Sent() =>
        [.. sink.TakeAll().Cast<AcknowledgementPacket>().Select(p => $"{p.Type} {p.PacketIdentifier} {p.ReasonCode}")];
}
