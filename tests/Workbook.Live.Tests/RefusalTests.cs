using System.Net;
using System.Net.Sockets;
using Workbook.Mqtt.Broker;
using Workbook.Mqtt.Packets;
using static Workbook.Live.Tests.Scene;

namespace Workbook.Live.Tests;

/// <summary>What goes wrong gets one clear sentence: refused, unreachable, silent, in use, not a target.</summary>
public sealed class RefusalTests
{
    [Theory]
    [InlineData(ProtocolVersion.V311)]
    [InlineData(ProtocolVersion.V500)]
    public async Task A_refused_connection_says_why_and_what_to_check(ProtocolVersion version)
    {
        await using var scene = new Scene(new LiveBrokerOptions { AccessControl = new ClosedAccess() });
        var error = await Assert.ThrowsAsync<MqttConnectException>(() => scene.ConnectAsync("client", version));
        Assert.Equal(ReasonCode.NotAuthorized, error.ReasonCode);
        Assert.Contains("refused the connection: 0x87 NotAuthorized", error.Message);
    }

    [Fact]
    public async Task User_name_and_password_of_the_URI_are_used()
    {
        var access = new PasswordAccess(new Dictionary<string, string> { ["anna"] = "s:cret" });
        await using var scene = new Scene(new LiveBrokerOptions { AccessControl = access });
        var right = new UriBuilder(scene.Broker.Uri) { UserName = "anna", Password = Uri.EscapeDataString("s:cret") };
        await scene.ConnectAsync(Scene.Options(right.Uri, "client", ProtocolVersion.V311));
        var wrong = new UriBuilder(scene.Broker.Uri) { UserName = "anna", Password = "guess" };
        var error = await Assert.ThrowsAsync<MqttConnectException>(() =>
            scene.ConnectAsync(Scene.Options(wrong.Uri, "client", ProtocolVersion.V500)));
        Assert.Equal(ReasonCode.BadUserNameOrPassword, error.ReasonCode);
    }

    [Fact]
    public async Task One_catch_gets_a_refused_connection_and_a_failed_operation()
    {
        await using var scene = new Scene(new LiveBrokerOptions { AccessControl = new ClosedAccess() });
        LiveClient client = scene.Make(Scene.Options(scene.Broker.Uri, "client", ProtocolVersion.V500));
        MqttException refused = await Assert.ThrowsAnyAsync<MqttException>(() => client.ConnectAsync(Cancel));
        Assert.Equal(ReasonCode.NotAuthorized, refused.ReasonCode);
        MqttException failed = await Assert.ThrowsAnyAsync<MqttException>(() =>
            client.SubscribeAsync("t", cancellation: Cancel));
        Assert.Null(failed.ReasonCode);
    }

    [Theory]
    [InlineData(ProtocolVersion.V311, ReasonCode.UnspecifiedError)]
    [InlineData(ProtocolVersion.V500, ReasonCode.NotAuthorized)]
    public async Task A_refused_subscription_grants_no_QoS(ProtocolVersion version, ReasonCode expected)
    {
        var policy = new BrokerPolicy { RefusedFilters = ["secret"] };
        await using var scene = new Scene(new LiveBrokerOptions { Policy = policy });
        LiveClient client = await scene.ConnectAsync("client", version);
        SubscribeResult refused = await client.SubscribeAsync("secret", QualityOfService.AtLeastOnce, Cancel);
        Assert.Equal([expected], refused.ReasonCodes);
        Assert.False(refused.IsSuccess);
        Assert.Null(refused.GrantedQoS);
    }

    [Fact]
    public async Task An_unreachable_server_is_named()
    {
        await using var client = new LiveClient(new LiveClientOptions { Server = new Uri("mqtt://127.0.0.1:1") });
        var error = await Assert.ThrowsAsync<MqttConnectException>(() => client.ConnectAsync(Cancel));
        Assert.StartsWith("No server can be reached at 127.0.0.1:1", error.Message);
        Assert.Equal(ClientState.Disconnected, client.State);
    }

    [Fact]
    public async Task A_server_that_never_answers_is_given_up_in_time()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        var options = new LiveClientOptions
        {
            Server = new Uri($"mqtt://127.0.0.1:{((IPEndPoint)silent.LocalEndpoint).Port}"),
            ConnectTimeout = TimeSpan.FromMilliseconds(200),
        };
        await using var client = new LiveClient(options);
        var error = await Assert.ThrowsAsync<MqttConnectException>(() => client.ConnectAsync(Cancel));
        Assert.Contains("did not answer CONNECT within 0.2 s", error.Message);
    }

    [Fact]
    public async Task A_connection_attempt_can_be_cancelled()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        await using var client = new LiveClient(new LiveClientOptions
        {
            Server = new Uri($"mqtt://127.0.0.1:{((IPEndPoint)silent.LocalEndpoint).Port}"),
        });
        using var cancel = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => client.ConnectAsync(cancel.Token));
        Assert.Equal(ClientState.Disconnected, client.State);
    }

    [Fact]
    public async Task A_port_in_use_is_named_with_what_to_do()
    {
        await using LiveBroker first = LiveBroker.Start();
        var options = new LiveBrokerOptions { Port = first.Port };
        var error = Assert.Throws<LiveBrokerException>(() => LiveBroker.Start(options));
        Assert.StartsWith($"Port {first.Port} of 127.0.0.1 is in use", error.Message);
    }

    [Fact]
    public void A_port_that_is_none_is_named()
    {
        var error = Assert.Throws<LiveBrokerException>(() => LiveBroker.Start(new LiveBrokerOptions { Port = 70000 }));
        Assert.Equal("Expected a TCP port from 0 to 65535, got 70000.", error.Message);
    }

    [Theory]
    [InlineData("hivemq")]
    [InlineData("http://127.0.0.1:1883")]
    [InlineData("mqtt://")]
    [InlineData("")]
    public void A_broker_target_that_is_none_gets_a_sentence(string text)
    {
        var error = Assert.Throws<FormatException>(() => BrokerTarget.Parse(text));
        Assert.StartsWith("Expected ", error.Message);
    }

    [Theory]
    [InlineData("embedded", "embedded")]
    [InlineData(" mosquitto ", "mosquitto")]
    [InlineData("mqtt://anna:secret@example.org", "mqtt://example.org:1883")]
    public void A_broker_target_is_read_and_shows_no_secret(string text, string name) =>
        Assert.Equal(name, BrokerTarget.Parse(text).ToString());

    [Fact]
    public async Task The_embedded_target_runs_and_says_what_it_can_do()
    {
        RunningBroker broker = await BrokerTarget.Embedded.StartAsync(Cancel);
        Assert.Equal(QualityOfService.ExactlyOnce, broker.Capabilities.MaximumQoS);
        RunningBroker same = await BrokerTarget.At(broker.Uri).StartAsync(Cancel);
        Assert.Equal(broker.Capabilities, same.Capabilities);
        await broker.DisposeAsync();
        BrokerTarget gone = BrokerTarget.At(broker.Uri);
        var error = await Assert.ThrowsAsync<BrokerTargetException>(() => gone.StartAsync(Cancel));
        Assert.StartsWith("No server can be reached", error.Message);
    }

    [Fact]
    public async Task Publishing_without_a_connection_says_so()
    {
        await using var client = new LiveClient(new LiveClientOptions { Server = new Uri("mqtt://127.0.0.1:1") });
        await Assert.ThrowsAsync<MqttClientException>(() => client.PublishAsync("t", "x", cancellation: Cancel));
        await Assert.ThrowsAsync<MqttClientException>(() =>
            client.PublishAsync("t", "x", QualityOfService.AtLeastOnce, cancellation: Cancel));
        await Assert.ThrowsAsync<MqttClientException>(() => client.SubscribeAsync("t", cancellation: Cancel));
        await Assert.ThrowsAsync<FormatException>(() => client.PublishAsync("a/+", "x", cancellation: Cancel));
        await Assert.ThrowsAsync<FormatException>(() => client.SubscribeAsync("a/#/b", cancellation: Cancel));
    }
}
