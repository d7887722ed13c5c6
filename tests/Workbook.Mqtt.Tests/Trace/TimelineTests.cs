using Workbook.Mqtt.Packets;
using Workbook.Mqtt.Trace;

namespace Workbook.Mqtt.Tests.Trace;

/// <summary>A timeline is built by hand and asked what it says: order, filters, counts, text.</summary>
public sealed class TimelineTests
{
    private static readonly Timeline Sample = new(
    [
        Packet(30, 1, Direction.ToClient, new PubAckPacket { PacketIdentifier = 1 }, 4, Fate.CutBefore),
        Packet(20, 1, Direction.ToServer, new PublishPacket { Topic = "t", PacketIdentifier = 1 }, 10, Fate.Passed),
        new TimelineEvent { At = Milliseconds(31), Connection = 1, Change = ConnectionChange.Cut, Client = "sensor" },
        Packet(40, 2, Direction.ToServer, new PublishPacket { Topic = "t", PacketIdentifier = 1, Duplicate = true }, 10, Fate.Passed),
    ]);

    [Fact]
    public void Entries_stand_in_the_order_of_their_times() =>
        Assert.Equal([20, 30, 31, 40], Sample.Select(entry => entry.At.TotalMilliseconds));

    [Fact]
    public void Packets_are_counted_by_type_and_direction()
    {
        Assert.Equal(2, Sample.CountOf(PacketType.Publish));
        Assert.Equal(0, Sample.CountOf(PacketType.Publish, Direction.ToClient));
        Assert.Equal([PacketType.Publish, PacketType.PubAck], Sample.Counts.Keys);
    }

    [Fact]
    public void Bytes_are_added_up_by_direction()
    {
        Assert.Equal(20, Sample.Bytes(Direction.ToServer));
        Assert.Equal(4, Sample.Bytes(Direction.ToClient));
    }

    [Fact]
    public void Filters_can_be_chained_and_keep_the_events()
    {
        Timeline filtered = Sample.Only(PacketType.Publish).OfConnection(1);
        Assert.Equal(2, filtered.Count);
        Assert.Single(filtered.Packets);
        Assert.Single(filtered.Events);
        Assert.Empty(Sample.Without(PacketType.Publish, PacketType.PubAck).Packets);
        Assert.Equal(2, Sample.Since(Milliseconds(31)).Count);
        Assert.Equal(4, Sample.Of("sensor").Count);
        Assert.Empty(Sample.Of("nobody"));
    }

    [Fact]
    public void Only_what_passed_counts_as_delivered() =>
        Assert.Equal([true, false, true], Sample.Packets.Select(packet => packet.IsDelivered));

    [Fact]
    public void Its_text_has_aligned_columns_and_says_what_was_lost()
    {
        string[] lines = Sample.ToString().Split('\n');
        Assert.Equal(
        [
            "20.0 ms  #1  sensor -> broker  10 B  Publish",
            "30.0 ms  #1  broker -> sensor   4 B  PubAck   cut before it passed",
            "31.0 ms  #1  --- connection 1 cut ---",
            "40.0 ms  #2  sensor -> broker  10 B  Publish",
        ], lines);
    }

    [Fact]
    public void An_empty_timeline_has_no_text() => Assert.Equal("", Timeline.Empty.ToString());

    private static TimelinePacket Packet(int at, int connection, Direction direction, Packet packet, int size, Fate fate) => new()
    {
        At = Milliseconds(at),
        Connection = connection,
        Direction = direction,
        From = direction == Direction.ToServer ? "sensor" : "broker",
        To = direction == Direction.ToServer ? "broker" : "sensor",
        Bytes = new byte[size],
        Packet = packet,
        Summary = packet.Type.ToString(),
        Fate = fate,
    };

    private static TimeSpan Milliseconds(int value) => TimeSpan.FromMilliseconds(value);
}
