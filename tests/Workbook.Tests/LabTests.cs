using System.Diagnostics;
using Workbook.Live;
using Workbook.Mqtt.Broker;
using Workbook.Mqtt.Packets;
using Workbook.Mqtt.Sessions;
using Workbook.Mqtt.Trace;
using static Workbook.Mqtt.Packets.QualityOfService;

[assembly: CollectionBehavior(DisableTestParallelization = true)]

namespace Workbook.Tests;

/// <summary>The lab runs real experiments, draws them the same every time, and leaves nothing behind.</summary>
public sealed class LabTests
{
    private static Task<LabRun> Send(QualityOfService qos, params Fault[] faults) => Lab.RunAsync("Test", async lab =>
    {
        var dashboard = await lab.ConnectAsync("dashboard");
        await dashboard.SubscribeAsync("home/temperature", qos);
        var sensor = await lab.ConnectAsync("sensor");
        lab.Plan(faults);
        await sensor.PublishAsync("home/temperature", "21.5", qos);
        await lab.SettleAsync();
    });

    [Theory]
    [InlineData(AtMostOnce, PacketType.Publish, Direction.ToServer, 0)]
    [InlineData(AtLeastOnce, PacketType.PubAck, Direction.ToClient, 2)]
    [InlineData(ExactlyOnce, PacketType.PubRec, Direction.ToClient, 1)]
    public async Task A_cut_loses_repeats_or_neither_by_level(
        QualityOfService qos, PacketType packet, Direction direction, int copies)
    {
        var run = await Send(qos, Fault.Cut.Before(packet, direction));
        Assert.Equal(copies, run.Received("dashboard").Count);
        Assert.Contains(run.Timeline.Events, change => change.Change == ConnectionChange.Cut);
    }

    [Fact]
    public async Task Properties_travel_with_a_message()
    {
        var run = await Lab.RunAsync(
            "A command that expires",
            async lab =>
            {
                var door = await lab.ConnectAsync("door");
                await door.SubscribeAsync("door/command", QualityOfService.AtLeastOnce);
                var expiry = new Properties { MessageExpiryInterval = 30 };
                await (await lab.ConnectAsync("phone")).PublishAsync(
                    "door/command", "open", QualityOfService.AtLeastOnce, properties: expiry);
                await lab.SettleAsync();
            },
            cancellation: TestContext.Current.CancellationToken);
        Assert.Equal(30u, run.Sent("phone")[0].Properties.MessageExpiryInterval);
        Assert.InRange(run.Received("door")[0].Properties.MessageExpiryInterval ?? 0, 29u, 30u);
    }

    [Fact]
    public async Task The_same_experiment_draws_the_same_picture_every_time()
    {
        var pictures = new HashSet<string>();
        for (int round = 0; round < 8; round++)
            pictures.Add((await Send(ExactlyOnce, Fault.Cut.Before(PacketType.PubRec, Direction.ToClient))).Diagram.ToSvg());
        Assert.Single(pictures);
    }

    [Fact]
    public async Task A_picture_of_one_client_shows_only_what_it_and_the_broker_said_from_its_first_PUBLISH_on()
    {
        var run = await Send(ExactlyOnce);
        string picture = run.ExchangeWith("sensor").ToString();
        Assert.DoesNotContain("dashboard", picture);
        Assert.DoesNotContain("CONNECT", picture);
        Assert.Equal(
            [1, 1, 1, 1], new[] { "PUBLISH", "PUBREC", "PUBREL", "PUBCOMP" }.Select(name => picture.Split(name).Length - 1));
    }

    [Fact]
    public async Task In_a_diagram_every_packet_comes_after_what_caused_it()
    {
        var run = await Send(ExactlyOnce);
        var order = run.ExchangePackets.Select(packet => (packet.From, packet.Packet!.Type)).ToList();
        Assert.True(order.IndexOf(("sensor", PacketType.Publish)) < order.IndexOf(("broker", PacketType.Publish)));
        Assert.True(order.IndexOf(("broker", PacketType.Publish)) < order.IndexOf(("dashboard", PacketType.PubRec)));
        Assert.True(order.IndexOf(("sensor", PacketType.PubRel)) < order.IndexOf(("broker", PacketType.PubComp)));
        Assert.Equal(8, order.Count);
    }

    [Theory]
    [InlineData(AtLeastOnce, PacketType.PubAck)]
    [InlineData(ExactlyOnce, PacketType.PubRec)]
    public async Task In_a_diagram_the_broker_answers_the_publisher_before_the_subscriber_answers(
        QualityOfService qos, PacketType answer)
    {
        var run = await Send(qos);
        var order = run.ExchangePackets.Select(packet => (packet.From, packet.Packet!.Type)).ToList();
        Assert.True(order.IndexOf(("broker", answer)) < order.IndexOf(("dashboard", answer)));
    }

    [Fact]
    public async Task Planned_faults_stand_in_the_title()
    {
        var fault = Fault.Cut.Before(PacketType.PubAck, Direction.ToClient);
        Assert.Equal($"Test, {fault}", (await Send(AtLeastOnce, fault)).Title);
    }

    [Fact]
    public async Task A_client_that_never_gets_through_ends_the_experiment_with_a_sentence()
    {
        var attempt = await Lab.TryAsync(() => Send(AtLeastOnce, Fault.Cut.Before(PacketType.PubAck, Direction.ToClient).EveryTime()));
        Assert.Null(attempt.Run);
        Assert.Equal("sensor lost its connection 30 times in a row: nothing gets past the faults.", attempt.Problem);
    }

    [Fact]
    public async Task A_script_that_never_ends_is_stopped_and_says_what_was_last_on_the_wire()
    {
        var before = Lab.TimeLimit;
        Lab.TimeLimit = TimeSpan.FromSeconds(1);
        try
        {
            var failure = await Assert.ThrowsAsync<LabException>(() => Lab.RunAsync("Endless", async lab =>
            {
                await lab.ConnectAsync("sleeper");
                await Task.Delay(Timeout.Infinite, TestContext.Current.CancellationToken);
            }, cancellation: TestContext.Current.CancellationToken));
            Assert.StartsWith("The experiment did not end within 1 s; the last thing on the wire was:", failure.Message);
        }
        finally
        {
            Lab.TimeLimit = before;
        }
    }

    [Fact]
    public async Task A_cancelled_experiment_stops_at_once()
    {
        using var stop = new CancellationTokenSource();
        var watch = Stopwatch.StartNew();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Lab.RunAsync(
            "Cancelled",
            async lab =>
            {
                await lab.ConnectAsync("sleeper");
                await stop.CancelAsync();
                await Task.Delay(Timeout.Infinite, TestContext.Current.CancellationToken);
            },
            cancellation: stop.Token));
        Assert.True(watch.Elapsed < Lab.TimeLimit);
    }

    [Fact]
    public async Task An_experiment_leaves_no_port_behind()
    {
        Uri? wire = null;
        await Lab.RunAsync("Port", async lab =>
        {
            await lab.ConnectAsync("client");
            wire = lab.WireUri;
        }, cancellation: TestContext.Current.CancellationToken);
        using var socket = new System.Net.Sockets.TcpClient();
        await Assert.ThrowsAsync<System.Net.Sockets.SocketException>(
            () => socket.ConnectAsync(wire!.Host, wire.Port, TestContext.Current.CancellationToken).AsTask());
    }

    [Fact]
    public async Task Two_clients_of_one_name_are_refused_with_a_sentence()
    {
        var failure = await Assert.ThrowsAsync<LabException>(() => Lab.RunAsync("Twins", async lab =>
        {
            await lab.ConnectAsync("twin");
            await lab.ConnectAsync("twin");
        }, cancellation: TestContext.Current.CancellationToken));
        Assert.Contains("There is a client 'twin' already", failure.Message);
    }

    [Fact]
    public async Task Asking_for_a_client_that_took_no_part_names_those_that_did()
    {
        var run = await Send(AtMostOnce);
        var failure = Assert.Throws<ArgumentException>(() => run.Received("nobody"));
        Assert.Contains("there were dashboard, sensor", failure.Message);
    }

    [Fact]
    public async Task A_crash_publishes_the_will_and_a_goodbye_does_not()
    {
        async Task<int> Wills(bool goodbye)
        {
            var run = await Lab.RunAsync("Will", async lab =>
            {
                var watcher = await lab.ConnectAsync("watcher");
                await watcher.SubscribeAsync("status", AtLeastOnce);
                var will = new Will { Topic = "status", Payload = "gone"u8.ToArray() };
                var device = await lab.ConnectAsync("device", LabSession.Clean, will);
                await (goodbye ? device.DisconnectAsync() : device.CrashAsync());
                await lab.SettleAsync();
            });
            return run.Received("watcher").Count;
        }

        Assert.Equal((1, 0), (await Wills(goodbye: false), await Wills(goodbye: true)));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_policy_is_that_of_the_embedded_broker(bool keepsQoS0)
    {
        var run = await Lab.RunAsync("Policy", async lab =>
        {
            var dashboard = await lab.ConnectAsync("dashboard");
            await dashboard.SubscribeAsync("t", AtMostOnce);
            await dashboard.DisconnectAsync();
            await (await lab.ConnectAsync("sensor")).PublishAsync("t", "x");
            await lab.SettleAsync();
            await dashboard.ConnectAsync();
            await lab.SettleAsync();
        }, policy: new BrokerPolicy { KeepsQoS0 = keepsQoS0 }, cancellation: TestContext.Current.CancellationToken);
        Assert.Equal(keepsQoS0 ? 1 : 0, run.Received("dashboard").Count);
    }

    [Fact]
    public async Task A_client_may_take_the_identifier_and_the_session_of_another()
    {
        var memory = new ClientSession();
        var run = await Lab.RunAsync("Restart", async lab =>
        {
            var first = await lab.ConnectAsync("first", options => options with { ClientIdentifier = "device" }, memory);
            await first.CrashAsync();
            await lab.ConnectAsync("second", options => options with { ClientIdentifier = "device", CleanStart = false }, memory);
        }, cancellation: TestContext.Current.CancellationToken);
        Assert.Equal([false, true], run.ConnAcks("device").Select(answer => answer.SessionPresent));
    }

    [Fact]
    public void The_broker_is_chosen_by_the_environment_and_a_wrong_choice_is_explained()
    {
        Environment.SetEnvironmentVariable(Lab.BrokerVariable, "rabbit");
        try
        {
            Assert.Contains("'embedded', 'mosquitto' or 'mqtt://", Assert.Throws<FormatException>(() => Lab.Target).Message);
        }
        finally
        {
            Environment.SetEnvironmentVariable(Lab.BrokerVariable, null);
        }
    }
}
