using Workbook.Mqtt.Packets;
using Workbook.Mqtt.Sessions;
using static Workbook.Mqtt.Packets.QualityOfService;

namespace Workbook.Mqtt.Tests.Sessions;

/// <summary>Goal: a client's session over connections that are lost before CONNACK. Method: the server is played by hand,
/// so that an answer can be missing.</summary>
public sealed class ClientHandshakeTests
{
    private readonly ClientSession session = new();

    [Theory]
    [InlineData(ProtocolVersion.V311)]
    [InlineData(ProtocolVersion.V500)]
    [Trait("clause", "5.0 3.1.2-4")]
    [Trait("clause", "3.1.1 3.1.2-6")]
    public void A_clean_start_without_an_answer_leaves_nothing_to_repeat_into_the_new_session(ProtocolVersion version)
    {
        BeginExchange(version);
        ConnectPacket clean = Pair.ConnectOf("a", version);
        new ClientStandIn(session, clean).Connection.Lost(TimeSpan.Zero);
        Assert.Equal(0, session.Outbox.Sender.InFlightCount);
        Assert.False(session.IsPresent);
    }

    [Fact]
    [Trait("clause", "5.0 3.2.2-5")]
    [Trait("clause", "5.0 4.1.0-1")]
    public void An_unanswered_CONNECT_that_would_end_the_session_keeps_it_until_a_CONNACK_tells()
    {
        BeginExchange(ProtocolVersion.V500);
        ConnectPacket last = Pair.ConnectOf("a", persistent: true, properties: Properties.Empty);
        new ClientStandIn(session, last).Connection.Lost(TimeSpan.Zero);
        Assert.Equal(1, session.Outbox.Sender.InFlightCount);

        ClientStandIn resumed = new ClientStandIn(session, last).Accept(sessionPresent: true);
        Assert.Equal([PacketType.Connect, PacketType.Publish], resumed.Sent);
        Assert.True(((PublishPacket)resumed.Sink.All[1]).Duplicate);
        resumed.Connection.Lost(TimeSpan.Zero);
        Assert.Equal(0, session.Outbox.Sender.InFlightCount);
    }

    [Fact]
    public void DISCONNECT_before_CONNACK_keeps_the_session_too()
    {
        BeginExchange(ProtocolVersion.V500);
        var unanswered = new ClientStandIn(session, Pair.ConnectOf("a", persistent: true, properties: Properties.Empty));
        unanswered.Connection.Disconnect(TimeSpan.Zero);
        Assert.Equal([PacketType.Connect], unanswered.Sent);
        Assert.Equal(1, session.Outbox.Sender.InFlightCount);
    }

    [Fact]
    public void DISCONNECT_does_not_ask_for_a_session_that_CONNECT_did_without()
    {
        ClientStandIn client = new ClientStandIn(session, Pair.ConnectOf("a")).Accept();
        var error = Assert.Throws<ArgumentException>(() => client.Connection.Disconnect(
            TimeSpan.Zero, properties: new Properties { SessionExpiryInterval = 30 }));
        Assert.Contains("Expected no Session Expiry Interval above 0", error.Message);
        Assert.Equal(ConnectionState.Connected, client.Connection.State);
        Assert.Equal([PacketType.Connect], client.Sent);
    }

    private void BeginExchange(ProtocolVersion version)
    {
        ClientStandIn first = new ClientStandIn(session, Pair.ConnectOf("a", version, persistent: true)).Accept();
        first.Connection.Publish(new Message { Topic = "t", QualityOfService = ExactlyOnce }, TimeSpan.Zero);
        first.Connection.Lost(TimeSpan.Zero);
        Assert.Equal(1, session.Outbox.Sender.InFlightCount);
    }
}
