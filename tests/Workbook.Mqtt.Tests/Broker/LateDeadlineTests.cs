using Workbook.Mqtt.Broker;
using Workbook.Mqtt.Packets;
using Workbook.Mqtt.Sessions;
using Workbook.Mqtt.Tests.Sessions;

namespace Workbook.Mqtt.Tests.Broker;

/// <summary>Goal: a deadline counts by its time, and not by when the driver gets round to Advance. Method: CONNECT with a
/// time after the deadline, and no Advance before.</summary>
public sealed class LateDeadlineTests
{
    private readonly Pair pair = new();

    [Theory]
    [InlineData(3599.9, true)]
    [InlineData(3600, false)]
    [Trait("clause", "5.0 4.1.0-2")]
    [Trait("clause", "5.0 3.2.2-3")]
    public void A_session_is_gone_at_its_end_also_when_nobody_has_looked(double seconds, bool isPresent)
    {
        pair.Connect("a", persistent: true).Cut();
        Assert.Equal(isPresent, ConnectLater("a", seconds).SessionPresent);
        Assert.Equal(isPresent ? 0 : 1, pair.Events.SessionsEnded.Count);
    }

    [Theory]
    [InlineData(9.9, 0)]
    [InlineData(10, 1)]
    [Trait("clause", "5.0 3.1.3-9")]
    [Trait("clause", "5.0 3.1.2-8")]
    public void A_will_whose_delay_has_passed_is_published_also_when_its_client_comes_back_at_that_moment(
        double seconds, int count)
    {
        var will = new Will { Topic = "w", Properties = new Properties { WillDelayInterval = 10 } };
        pair.Add(Pair.ConnectOf("a", persistent: true) with { Will = will }).OpenAndDrive().Cut();
        ConnectLater("a", seconds);
        Assert.Equal(count, pair.Events.Wills.Count);
    }

    private ConnAckPacket ConnectLater(string name, double seconds)
    {
        TimeSpan now = pair.Now + TimeSpan.FromSeconds(seconds);
        var sink = new QueueSink();
        pair.Broker.Accept(sink, "memory", now).Receive(Pair.ConnectOf(name, persistent: true), now);
        return Assert.IsType<ConnAckPacket>(sink.All[0]);
    }
}
