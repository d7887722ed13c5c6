using Workbook.Mqtt.Packets;
using Workbook.Mqtt.Sessions;

namespace Workbook.Mqtt.Tests.Sessions;

/// <summary>Goal: the queue is bounded in both measures and says what gives way. Method: fill it.</summary>
public sealed class OutgoingQueueTests : IDeliveryObserver
{
    private readonly List<(string Text, DropReason Reason)> dropped = [];

    [Theory]
    [InlineData(OverflowPolicy.DropNewest, "a b", "c")]
    [InlineData(OverflowPolicy.DropOldest, "b c", "a")]
    public void At_the_count_bound_the_policy_decides(OverflowPolicy overflow, string kept, string lost)
    {
        var queue = new OutgoingQueue(new QueueLimits(2, Overflow: overflow));
        Add(queue, "a", "b", "c");
        Assert.Equal([(lost, DropReason.QueueCountExceeded)], dropped);
        Assert.Equal(kept, string.Join(' ', Empty(queue)));
    }

    [Fact]
    public void At_the_byte_bound_several_may_give_way_and_one_that_never_fits_is_dropped_itself()
    {
        var queue = new OutgoingQueue(new QueueLimits(10, 8, OverflowPolicy.DropOldest));
        Add(queue, "aa", "bb", "ccccccc", "dddddddd");
        Assert.Equal(
            ["aa", "bb", "ccccccc", "dddddddd"], dropped.Select(drop => drop.Text));
        Assert.All(dropped, drop => Assert.Equal(DropReason.QueueBytesExceeded, drop.Reason));
        Assert.Equal((0, 0L), (queue.Count, queue.SizeBytes));
    }

    [Fact]
    public void Properties_count_towards_the_byte_bound()
    {
        var properties = new Properties { UserProperties = [new UserProperty("name", new string('x', 100))] };
        var message = new Message { Topic = "t", Payload = "p"u8.ToArray(), Properties = properties };
        var queue = new OutgoingQueue(new QueueLimits(10, 110));
        Assert.True(queue.TryAdd(new Delivery(message, QualityOfService.AtLeastOnce, false), TimeSpan.Zero, this));
        Assert.Equal(106, queue.SizeBytes);
        Assert.False(queue.TryAdd(new Delivery(message, QualityOfService.AtLeastOnce, false), TimeSpan.Zero, this));
        Assert.Equal(106, queue.SizeBytes);
        queue.RemoveOldest();
        Assert.Equal(0, queue.SizeBytes);
    }

    [Fact]
    [Trait("clause", "5.0 3.3.2-5")]
    public void What_has_expired_gives_way_first()
    {
        var queue = new OutgoingQueue(new QueueLimits(2));
        queue.TryAdd(Of("a"), TimeSpan.Zero, this);
        queue.TryAdd(Of("b", expiresAt: 10), TimeSpan.Zero, this);
        Assert.True(queue.TryAdd(Of("c"), TimeSpan.FromSeconds(10), this));
        Assert.Equal([("b", DropReason.Expired)], dropped);
        Assert.Equal(["a", "c"], Empty(queue));
    }

    [Fact]
    public void A_thousand_messages_come_out_as_they_went_in()
    {
        var queue = new OutgoingQueue(new QueueLimits());
        string[] texts = [.. Enumerable.Range(0, 1_000).Select(index => $"{index}")];
        Add(queue, texts);
        Assert.Equal(texts, Empty(queue));
        Assert.Empty(dropped);
    }

    void IDeliveryObserver.OnCompleted(Message? message, ushort packetIdentifier, ReasonCode reasonCode)
    {
    }

    void IDeliveryObserver.OnDropped(in Delivery delivery, DropReason reason) =>
        dropped.Add((PairedClient.TextOf(delivery.Message)!, reason));

    private static Delivery Of(string text, double? expiresAt = null) => new(
        new Message
        {
            Topic = "t",
            Payload = System.Text.Encoding.UTF8.GetBytes(text),
            ExpiresAt = expiresAt is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
        },
        QualityOfService.AtLeastOnce,
        false);

    private static List<string> Empty(OutgoingQueue queue)
    {
        List<string> texts = [];
        while (queue.Count > 0)
            texts.Add(PairedClient.TextOf(queue.RemoveOldest().Message)!);
        return texts;
    }

    private void Add(OutgoingQueue queue, params string[] texts)
    {
        foreach (string text in texts)
            queue.TryAdd(Of(text), TimeSpan.Zero, this);
    }
}
