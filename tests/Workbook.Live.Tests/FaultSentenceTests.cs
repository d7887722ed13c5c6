using Workbook.Mqtt.Packets;
using Workbook.Mqtt.Trace;

namespace Workbook.Live.Tests;

/// <summary>A fault says in a sentence what it does, at which packet.</summary>
public sealed class FaultSentenceTests
{
    private static readonly Fault Cut = Fault.Cut.Before(PacketType.PubAck, Direction.ToClient);

    [Fact]
    public void It_names_action_place_packet_and_way()
    {
        TimeSpan time = TimeSpan.FromMilliseconds(250);
        Assert.Equal("cut before the first PUBACK from the broker", $"{Cut}");
        Assert.Equal(
            "black hole after the first PUBLISH to the broker",
            $"{Fault.BlackHole.After(PacketType.Publish, Direction.ToServer)}");
        Assert.Equal(
            "delay by 250 ms before the first packet to the broker",
            $"{Fault.Delay(time).BeforeAny(Direction.ToServer)}");
        Assert.Equal(
            "freeze for 250 ms after the first PUBREC from the broker",
            $"{Fault.FreezeFor(time).After(PacketType.PubRec, Direction.ToClient)}");
        Assert.Equal(
            "freeze before the first packet from the broker", $"{Fault.Freeze.BeforeAny(Direction.ToClient)}");
    }

    [Theory]
    [InlineData(2, "second")]
    [InlineData(10, "tenth")]
    [InlineData(11, "11th")]
    [InlineData(12, "12th")]
    [InlineData(21, "21st")]
    [InlineData(22, "22nd")]
    [InlineData(103, "103rd")]
    [InlineData(111, "111th")]
    public void It_counts_in_words_up_to_the_tenth(int occurrence, string word) =>
        Assert.Equal($"cut before the {word} PUBACK from the broker", $"{Cut.Nth(occurrence)}");

    [Fact]
    public void It_says_what_narrows_or_repeats_it()
    {
        Assert.Equal("cut before every PUBACK from the broker", $"{Cut.EveryTime()}");
        Assert.Equal(
            "cut before every PUBACK from the broker on connection 2, from the third on",
            $"{Cut.EveryTime().OnConnection(2).Nth(3)}");
        Assert.Equal(
            "cut before the second PUBACK from the broker that meets its condition",
            $"{Cut.When(packet => packet is PubAckPacket { PacketIdentifier: 7 }).Nth(2)}");
    }
}
