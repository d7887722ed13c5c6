using Workbook.Mqtt.Packets;
using Workbook.Mqtt.Sessions;

namespace Workbook.Mqtt.Tests.Sessions;

/// <summary>Goal: the client is never silent for longer than its Keep Alive, and notices a server that is. Method: virtual
/// time against a server played by hand.</summary>
public sealed class ClientPingTests
{
    private static readonly TimeSpan second = TimeSpan.FromSeconds(1);
    private readonly ClientStandIn client =
        new ClientStandIn(new ClientSession(), Pair.ConnectOf("a") with { KeepAlive = 2 }).Accept();

    [Fact]
    [Trait("clause", "5.0 3.1.2-20")]
    [Trait("clause", "3.1.1 3.1.2-23")]
    public void A_late_PINGRESP_does_not_keep_the_next_PINGREQ_back()
    {
        for (int now = 1; now <= 9; now++)
            client.Connection.Advance(now * second);
        Assert.Equal(4, client.Sent.Count(type => type == PacketType.PingReq));
        Assert.Equal(4, client.Connection.UnansweredPingCount);
        Assert.Equal(10 * second, client.Connection.NextDeadline);
    }

    [Fact]
    public void The_oldest_unanswered_PINGREQ_sets_the_time_out()
    {
        for (int now = 1; now < 12; now++)
            client.Connection.Advance(now * second);
        Assert.Equal(ConnectionState.Connected, client.Connection.State);
        client.Connection.Advance(12 * second);
        Assert.Equal(ReasonCode.KeepAliveTimeout, client.Events.End!.ReasonCode);
    }

    [Fact]
    public void An_answer_renews_the_patience()
    {
        client.Connection.Advance(2 * second);
        client.Connection.Receive(new PingRespPacket(), 11 * second);
        Assert.Equal(0, client.Connection.UnansweredPingCount);
        client.Connection.Advance(12 * second);
        Assert.Equal(ConnectionState.Connected, client.Connection.State);
    }
}
