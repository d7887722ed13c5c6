using Workbook.Mqtt.Packets;
using Workbook.Mqtt.Sessions;

namespace Workbook.Mqtt.Tests.Sessions;

/// <summary>Goal: the sender's exchanges by the clauses. Method: packets in, packets out, no broker.</summary>
public sealed class QosSenderTests : IDeliveryObserver
{
    private static readonly TimeSpan now = TimeSpan.Zero;
    private readonly QueueSink sink = new();
    private readonly QosSender sender = new();
    private readonly List<string> heard = [];

    public QosSenderTests() => sender.BeginConnection(10);

    [Fact]
    [Trait("clause", "5.0 4.3.2-1")]
    [Trait("clause", "5.0 4.3.2-2")]
    [Trait("clause", "3.1.1 4.3.2-1")]
    public void A_QoS_1_message_is_kept_until_PUBACK()
    {
        sender.Publish(Of("a", QualityOfService.AtLeastOnce), now, sink);
        var publish = Assert.IsType<PublishPacket>(sink.Take());
        Assert.Equal((1, false), (publish.PacketIdentifier, publish.Duplicate));
        Assert.Equal(QosSenderState.AwaitingPuback, sender.StateOf(1));
        Assert.True(Receive(PacketType.PubAck, 1));
        Assert.Equal(QosSenderState.Free, sender.StateOf(1));
        Assert.Equal(["done a Success"], heard);
    }

    [Fact]
    [Trait("clause", "5.0 4.3.3-4")]
    [Trait("clause", "5.0 4.3.3-5")]
    [Trait("clause", "3.1.1 4.3.3-1")]
    public void A_QoS_2_message_goes_PUBLISH_PUBREL_and_is_done_at_PUBCOMP()
    {
        sender.Publish(Of("a", QualityOfService.ExactlyOnce), now, sink);
        Receive(PacketType.PubRec, 1);
        Assert.Equal([PacketType.Publish, PacketType.PubRel], sink.TakeAll().Select(packet => packet.Type));
        Assert.Equal(1, sender.InFlightCount);
        Receive(PacketType.PubComp, 1);
        Assert.Equal(0, sender.InFlightCount);
        Assert.Equal(["done a Success"], heard);
    }

    [Fact]
    [Trait("clause", "5.0 4.3.3-9")]
    [Trait("clause", "5.0 4.4.0-2")]
    public void A_refusing_PUBREC_or_PUBACK_frees_the_identifier_at_once()
    {
        sender.Publish(Of("a", QualityOfService.ExactlyOnce), now, sink);
        sender.Publish(Of("b", QualityOfService.AtLeastOnce), now, sink);
        Receive(PacketType.PubRec, 1, ReasonCode.QuotaExceeded);
        Receive(PacketType.PubAck, 2, ReasonCode.NotAuthorized);
        Assert.Equal(["done a QuotaExceeded", "done b NotAuthorized"], heard);
        Assert.Equal(0, sender.InFlightCount);
        Assert.Equal(2, sink.Count);
        Reconnect();
        Assert.Equal(2, sink.Count);
    }

    [Fact]
    [Trait("clause", "5.0 4.6.0-1")]
    public void What_is_unfinished_can_go_out_one_by_one()
    {
        sender.Publish(Of("a", QualityOfService.ExactlyOnce), now, sink);
        sender.Publish(Of("b", QualityOfService.AtLeastOnce), now, sink);
        sink.Clear();
        Assert.False(sender.TryResumeNext(now, sink, this));
        sender.EndConnection();
        Assert.False(sender.TryResumeNext(now, sink, this));
        sender.BeginConnection(1);
        Assert.True(sender.TryResumeNext(now, sink, this));
        Assert.Equal((1, 1, false), (sender.SentCount, sink.Count, sender.CanPublish));
        Assert.False(sender.TryResumeNext(now, sink, this));
        Receive(PacketType.PubRec, 1);
        Receive(PacketType.PubComp, 1);
        Assert.True(sender.TryResumeNext(now, sink, this));
        Assert.Equal([1, 1, 2], sink.TakeAll().Select(packet => packet is PublishPacket publish
            ? publish.PacketIdentifier
            : ((AcknowledgementPacket)packet).PacketIdentifier));
    }

    [Fact]
    [Trait("clause", "5.0 4.4.0-1")]
    [Trait("clause", "5.0 4.6.0-1")]
    [Trait("clause", "3.1.1 4.4.0-1")]
    [Trait("clause", "3.1.1 4.6.0-1")]
    public void After_a_reconnection_what_is_unfinished_goes_out_in_its_order_before_anything_new()
    {
        foreach (string text in new[] { "a", "b", "c" })
            sender.Publish(Of(text, QualityOfService.ExactlyOnce), now, sink);
        Receive(PacketType.PubRec, 1);
        sink.Clear();
        sender.EndConnection();
        Assert.False(sender.CanPublish);
        sender.BeginConnection(10);
        Assert.False(sender.CanPublish);
        sender.Resume(now, sink, this);
        Assert.True(sender.CanPublish);
        Packet[] sent = sink.TakeAll();
        Assert.Equal([PacketType.PubRel, PacketType.Publish, PacketType.Publish], sent.Select(packet => packet.Type));
        Assert.Equal([(2, true), (3, true)], sent.OfType<PublishPacket>().Select(p => ((int)p.PacketIdentifier, p.Duplicate)));
    }

    [Fact]
    [Trait("clause", "5.0 4.6.0-4")]
    [Trait("clause", "3.1.1 4.6.0-4")]
    public void PUBRELs_go_out_in_the_order_of_the_PUBRECs()
    {
        sender.Publish(Of("a", QualityOfService.ExactlyOnce), now, sink);
        sender.Publish(Of("b", QualityOfService.ExactlyOnce), now, sink);
        sink.Clear();
        Receive(PacketType.PubRec, 2);
        Receive(PacketType.PubRec, 1);
        Assert.Equal([2, 1], sink.TakeAll().OfType<PubRelPacket>().Select(packet => (int)packet.PacketIdentifier));
    }

    [Fact]
    [Trait("clause", "5.0 4.9.0-2")]
    [Trait("clause", "5.0 3.3.4-7")]
    public void A_full_window_lets_nothing_new_out_until_an_exchange_ends()
    {
        sender.BeginConnection(2);
        sender.Publish(Of("a", QualityOfService.ExactlyOnce), now, sink);
        sender.Publish(Of("b", QualityOfService.ExactlyOnce), now, sink);
        Assert.False(sender.CanPublish);
        Assert.Throws<InvalidOperationException>(() => sender.Publish(Of("c", QualityOfService.AtLeastOnce), now, sink));
        Receive(PacketType.PubRec, 1);
        Assert.False(sender.CanPublish);
        Receive(PacketType.PubComp, 1);
        Assert.True(sender.CanPublish);
    }

    [Fact]
    [Trait("clause", "5.0 3.3.4-9")]
    public void A_smaller_window_after_a_reconnection_holds_for_repeats_too()
    {
        for (int index = 0; index < 5; index++)
            sender.Publish(Of($"{index}", QualityOfService.AtLeastOnce), now, sink);
        sink.Clear();
        sender.EndConnection();
        sender.BeginConnection(2);
        sender.Resume(now, sink, this);
        Assert.Equal([1, 2], Identifiers());
        Receive(PacketType.PubAck, 1);
        sender.Resume(now, sink, this);
        Assert.Equal([3], Identifiers());
        Assert.False(sender.CanPublish);
    }

    [Fact]
    [Trait("clause", "5.0 4.9.0-3")]
    public void A_PUBREL_needs_no_room_in_the_window()
    {
        sender.Publish(Of("a", QualityOfService.ExactlyOnce), now, sink);
        sender.Publish(Of("b", QualityOfService.ExactlyOnce), now, sink);
        Receive(PacketType.PubRec, 1);
        Receive(PacketType.PubRec, 2);
        sink.Clear();
        sender.EndConnection();
        sender.BeginConnection(1);
        sender.Resume(now, sink, this);
        Assert.Equal(2, sink.TakeAll().OfType<PubRelPacket>().Count());
    }

    [Fact]
    public void An_unknown_PUBREC_is_answered_so_that_the_peer_can_finish()
    {
        Assert.True(Receive(PacketType.PubRec, 7));
        var pubrel = Assert.IsType<PubRelPacket>(sink.Take());
        Assert.Equal((7, ReasonCode.PacketIdentifierNotFound), (pubrel.PacketIdentifier, pubrel.ReasonCode));
        Assert.True(Receive(PacketType.PubAck, 7));
        Assert.True(Receive(PacketType.PubComp, 7));
        Assert.Equal(0, sink.Count);
    }

    [Theory]
    [InlineData(PacketType.PubRec)]
    [InlineData(PacketType.PubComp)]
    public void An_answer_of_the_wrong_kind_is_reported_and_changes_nothing(PacketType type)
    {
        sender.Publish(Of("a", QualityOfService.AtLeastOnce), now, sink);
        sink.Clear();
        Assert.False(Receive(type, 1));
        Assert.Equal(QosSenderState.AwaitingPuback, sender.StateOf(1));
        Assert.Equal(0, sink.Count);
        Assert.Empty(heard);
    }

    [Fact]
    [Trait("clause", "5.0 3.2.2-5")]
    public void A_discarded_session_reports_each_message_whose_fate_is_unknown()
    {
        sender.Publish(Of("a", QualityOfService.AtLeastOnce), now, sink);
        sender.Publish(Of("b", QualityOfService.ExactlyOnce), now, sink);
        Receive(PacketType.PubRec, 2);
        sender.Discard(this);
        Assert.Equal(["lost a SessionEnded", "done b Success"], heard);
        Assert.Equal(0, sender.Identifiers.InUseCount);
    }

    void IDeliveryObserver.OnCompleted(Message? message, ushort packetIdentifier, ReasonCode reasonCode) =>
        heard.Add($"done {PairedClient.TextOf(message)} {reasonCode}");

    void IDeliveryObserver.OnDropped(in Delivery delivery, DropReason reason) =>
        heard.Add($"lost {PairedClient.TextOf(delivery.Message)} {reason}");

    private static Delivery Of(string text, QualityOfService qos) =>
        new(new Message { Topic = "t", Payload = System.Text.Encoding.UTF8.GetBytes(text) }, qos, false);

    private int[] Identifiers() => [.. sink.TakeAll().OfType<PublishPacket>().Select(packet => (int)packet.PacketIdentifier)];

    private bool Receive(PacketType type, ushort identifier, ReasonCode reason = ReasonCode.Success) =>
        sender.Receive(new Acknowledgement(type, identifier, reason), now, sink, this);

    private void Reconnect()
    {
        sender.EndConnection();
        sender.BeginConnection(10);
        sender.Resume(now, sink, this);
    }
}
