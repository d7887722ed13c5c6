using Workbook.Mqtt.Broker;
using Workbook.Mqtt.Packets;
using Workbook.Mqtt.Sessions;
using Workbook.Mqtt.Tests.Sessions;

namespace Workbook.Mqtt.Tests.Broker;

/// <summary>Goal: CONNECT, its answer, and the end of a connection. Method: single packets against the
/// broker.</summary>
public sealed class ConnectTests
{
    private static readonly TimeSpan start = TimeSpan.Zero;

    [Fact]
    [Trait("clause", "5.0 3.1.0-1")]
    [Trait("clause", "3.1.1 3.1.0-1")]
    [Trait("clause", "5.0 3.14.0-1")]
    public void Anything_before_CONNECT_closes_without_a_word()
    {
        var pair = new Pair();
        var sink = new QueueSink();
        ServerConnection connection = pair.Broker.Accept(sink, "memory", start);
        connection.Receive(new PingReqPacket(), start);
        Assert.True(sink.IsClosed);
        Assert.Equal(0, sink.Count);
        Assert.Equal([ReasonCode.ProtocolError], pair.Events.ProtocolErrors);
    }

    [Fact]
    [Trait("clause", "5.0 3.1.0-2")]
    [Trait("clause", "3.1.1 3.1.0-2")]
    public void A_second_CONNECT_closes()
    {
        var pair = new Pair();
        PairedClient client = pair.Connect("a");
        client.Server!.Receive(Pair.ConnectOf("a"), pair.Now);
        Assert.Equal(ReasonCode.ProtocolError, Assert.IsType<DisconnectPacket>(client.ToClient.All[^1]).ReasonCode);
        Assert.True(client.ToClient.IsClosed);
    }

    [Fact]
    [Trait("clause", "5.0 3.1.3-6")]
    [Trait("clause", "5.0 3.2.2-16")]
    public void A_client_without_identifier_gets_one_of_its_own()
    {
        var pair = new Pair();
        PairedClient first = pair.Connect("");
        PairedClient second = pair.Connect("");
        Assert.Equal("auto-1", first.Connection!.ClientIdentifier);
        Assert.Equal("auto-2", second.ConnAcks[0].Properties.AssignedClientIdentifier);
    }

    [Theory]
    [InlineData(true, ReasonCode.Success)]
    [InlineData(false, ReasonCode.ClientIdentifierNotValid)]
    [Trait("clause", "3.1.1 3.1.3-7")]
    [Trait("clause", "3.1.1 3.1.3-8")]
    public void An_empty_identifier_of_3_1_1_needs_a_clean_session(bool clean, ReasonCode expected)
    {
        var pair = new Pair();
        Packet answer = Ask(pair, Pair.ConnectOf("", ProtocolVersion.V311, persistent: !clean));
        Assert.Equal(expected, ((ConnAckPacket)answer).ReasonCode);
    }

    [Fact]
    [Trait("clause", "5.0 3.2.2-6")]
    [Trait("clause", "5.0 3.2.2-7")]
    [Trait("clause", "5.0 3.1.4-6")]
    [Trait("clause", "3.1.1 3.2.2-4")]
    [Trait("clause", "3.1.1 3.2.2-5")]
    [Trait("clause", "3.1.1 3.1.4-5")]
    public void After_a_refusal_the_connection_is_closed_and_deaf()
    {
        var access = new PasswordAccess(new Dictionary<string, string> { ["anna"] = "secret" });
        var pair = new Pair(access: access);
        var sink = new QueueSink();
        ServerConnection connection = pair.Broker.Accept(sink, "memory", start);
        ConnectPacket connect = Pair.ConnectOf("a", persistent: true) with { UserName = "anna", Password = "wrong"u8.ToArray() };
        connection.Receive(connect, start);
        connection.Receive(new PublishPacket { Topic = "t", Retain = true, Payload = "x"u8.ToArray() }, start);
        var connAck = Assert.IsType<ConnAckPacket>(Assert.Single(sink.All));
        Assert.Equal((ReasonCode.BadUserNameOrPassword, false), (connAck.ReasonCode, connAck.SessionPresent));
        Assert.True(sink.IsClosed);
        Assert.Equal(0, pair.Broker.ReadStatistics().RetainedCount);
        Assert.Null(pair.Broker.FindSession("a"));
    }

    [Fact]
    public void The_right_password_connects()
    {
        var pair = new Pair(access: new PasswordAccess(new Dictionary<string, string> { ["anna"] = "secret" }));
        PairedClient client = pair.Add(Pair.ConnectOf("a") with { UserName = "anna", Password = "secret"u8.ToArray() });
        Assert.True(client.OpenAndDrive().IsConnected);
    }

    [Fact]
    public void Enhanced_authentication_is_refused_by_its_reason_code()
    {
        var properties = new Properties { AuthenticationMethod = "SCRAM-SHA-256" };
        var answer = (ConnAckPacket)Ask(new Pair(), Pair.ConnectOf("a", properties: properties));
        Assert.Equal(ReasonCode.BadAuthenticationMethod, answer.ReasonCode);
    }

    [Fact]
    [Trait("clause", "5.0 3.2.2-12")]
    [Trait("clause", "5.0 3.2.2-13")]
    public void A_will_that_the_server_cannot_carry_refuses_the_connection()
    {
        var pair = new Pair(new BrokerPolicy { MaximumQoS = QualityOfService.AtLeastOnce, RetainAvailable = false });
        var tooHigh = new Will { Topic = "w", QualityOfService = QualityOfService.ExactlyOnce };
        var retained = new Will { Topic = "w", Retain = true };
        Assert.Equal(
            ReasonCode.QoSNotSupported, ((ConnAckPacket)Ask(pair, Pair.ConnectOf("a") with { Will = tooHigh })).ReasonCode);
        Assert.Equal(
            ReasonCode.RetainNotSupported, ((ConnAckPacket)Ask(pair, Pair.ConnectOf("a") with { Will = retained })).ReasonCode);
    }

    [Fact]
    [Trait("clause", "5.0 3.1.2-22")]
    [Trait("clause", "3.1.1 3.1.2-24")]
    public void Silence_of_one_and_a_half_times_the_Keep_Alive_ends_the_connection()
    {
        var pair = new Pair();
        PairedClient client = pair.Add(Pair.ConnectOf("a") with { KeepAlive = 10 }).OpenAndDrive();
        client.Freeze();
        pair.Wait(14.9);
        Assert.Equal(1, pair.Broker.ReadStatistics().ConnectionCount);
        pair.Wait(0.2);
        Assert.Equal(0, pair.Broker.ReadStatistics().ConnectionCount);
        Assert.Equal(ReasonCode.KeepAliveTimeout, pair.Events.Ends[0].End.ReasonCode);
    }

    [Fact]
    public void A_client_that_pings_stays_connected()
    {
        var pair = new Pair();
        PairedClient client = pair.Add(Pair.ConnectOf("a") with { KeepAlive = 10 }).OpenAndDrive();
        pair.Wait(100);
        Assert.True(client.IsConnected);
        Assert.Equal(10, client.ToServer.All.OfType<PingReqPacket>().Count());
    }

    [Fact]
    [Trait("clause", "5.0 3.2.2-21")]
    [Trait("clause", "5.0 3.2.2-22")]
    [Trait("clause", "5.0 3.1.2-21")]
    public void Server_Keep_Alive_replaces_the_clients_value_on_both_sides()
    {
        var pair = new Pair(new BrokerPolicy { KeepAliveMaximum = 20 });
        PairedClient client = pair.Connect("a");
        Assert.Equal((ushort?)20, client.ConnAcks[0].Properties.ServerKeepAlive);
        pair.Wait(100);
        Assert.Equal(5, client.ToServer.All.OfType<PingReqPacket>().Count());
        Assert.True(client.IsConnected);
    }

    [Fact]
    public void A_server_that_does_not_answer_a_ping_is_given_up()
    {
        var pair = new Pair();
        PairedClient client = pair.Add(Pair.ConnectOf("a") with { KeepAlive = 60 }).OpenAndDrive();
        client.Freeze();
        pair.Wait(69);
        Assert.Null(client.End);
        pair.Wait(1);
        Assert.Equal(ClosedBy.Network, client.End!.By);
    }

    [Fact]
    public void A_connection_without_CONNECT_is_closed_after_a_time()
    {
        var pair = new Pair();
        var sink = new QueueSink();
        pair.Broker.Accept(sink, "memory", start);
        pair.Wait(29);
        Assert.False(sink.IsClosed);
        pair.Wait(1);
        Assert.True(sink.IsClosed);
        Assert.Null(pair.Broker.NextDeadline);
    }

    [Fact]
    [Trait("clause", "5.0 3.14.4-1")]
    [Trait("clause", "5.0 3.14.4-2")]
    public void DISCONNECT_ends_the_connection_on_both_sides()
    {
        var pair = new Pair();
        PairedClient client = pair.Connect("a");
        client.Connection!.Disconnect(pair.Now);
        pair.Drive();
        Assert.Equal(ClosedBy.Client, pair.Events.Ends[0].End.By);
        Assert.Equal(ReasonCode.Success, client.End!.ReasonCode);
        Assert.True(client.ToClient.IsClosed);
    }

    [Fact]
    public void Shutdown_tells_5_0_clients_why_and_only_closes_on_3_1_1()
    {
        var pair = new Pair();
        PairedClient modern = pair.Connect("a");
        PairedClient old = pair.Connect("b", ProtocolVersion.V311);
        pair.Broker.Shutdown(pair.Now);
        pair.Drive();
        Assert.Equal((ClosedBy.Server, ReasonCode.ServerShuttingDown), (modern.End!.By, modern.End.ReasonCode));
        Assert.Equal(ClosedBy.Network, old.End!.By);
    }

    [Fact]
    public void One_session_above_the_limit_is_refused()
    {
        var pair = new Pair(new BrokerPolicy { SessionCountMaximum = 1 });
        pair.Connect("a");
        Assert.Equal(ReasonCode.QuotaExceeded, ((ConnAckPacket)Ask(pair, Pair.ConnectOf("b"))).ReasonCode);
        Packet old = Ask(pair, Pair.ConnectOf("b", ProtocolVersion.V311));
        Assert.Equal(ReasonCode.ServerUnavailable, ((ConnAckPacket)old).ReasonCode);
    }

    [Fact]
    [Trait("clause", "5.0 4.13.1-1")]
    [Trait("clause", "3.1.1 4.8.0-1")]
    public void Bytes_that_are_no_packet_close_the_connection_with_the_reason()
    {
        var pair = new Pair();
        PairedClient client = pair.Connect("a");
        client.Server!.ReceiveMalformed(ReasonCode.MalformedPacket, "Expected QoS 0, 1 or 2, but got 3.", pair.Now);
        pair.Drive();
        Assert.Equal((ClosedBy.Server, ReasonCode.MalformedPacket), (client.End!.By, client.End.ReasonCode));
    }

    internal static Packet Ask(Pair pair, ConnectPacket connect)
    {
        var sink = new QueueSink();
        pair.Broker.Accept(sink, "memory", pair.Now).Receive(connect, pair.Now);
        return sink.All[0];
    }
}
