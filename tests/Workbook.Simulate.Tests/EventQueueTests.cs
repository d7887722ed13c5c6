namespace Workbook.Simulate.Tests;

public sealed class EventQueueTests
{
    [Fact]
    public void Events_come_in_order_of_time_and_then_of_arrival()
    {
        var queue = new EventQueue<string>();
        queue.Add(TimeSpan.FromSeconds(2), "later");
        queue.Add(TimeSpan.FromSeconds(1), "first");
        queue.Add(TimeSpan.FromSeconds(1), "second");

        var taken = new List<(string, TimeSpan)>();
        while (queue.TryTake(out string item))
            taken.Add((item, queue.Now));

        Assert.Equal(
            [("first", TimeSpan.FromSeconds(1)), ("second", TimeSpan.FromSeconds(1)), ("later", TimeSpan.FromSeconds(2))],
            taken);
        Assert.Null(queue.NextAt);
    }

    [Fact]
    public void An_event_in_the_past_is_refused_and_the_queue_stays()
    {
        var queue = new EventQueue<string>();
        queue.Add(TimeSpan.FromSeconds(1), "now");
        queue.TryTake(out _);

        Assert.Throws<ArgumentOutOfRangeException>(() => queue.Add(TimeSpan.Zero, "past"));
        Assert.Equal(0, queue.Count);
    }
}
