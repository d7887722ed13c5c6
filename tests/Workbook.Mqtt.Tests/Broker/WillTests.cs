using Workbook.Mqtt.Packets;
using Workbook.Mqtt.Sessions;
using Workbook.Mqtt.Tests.Sessions;
using static Workbook.Mqtt.Packets.QualityOfService;

namespace Workbook.Mqtt.Tests.Broker;

/// <summary>Goal: a will is published when it should be, once. Method: connections that end in every way, in virtual
/// time.</summary>
public sealed class WillTests
{
    private readonly Pair pair = new();
    private readonly PairedClient watcher;

    public WillTests()
    {
        watcher = pair.Connect("watcher");
        watcher.Subscribe("w", ExactlyOnce);
        pair.Drive();
    }

    [Theory]
    [InlineData(ProtocolVersion.V311)]
    [InlineData(ProtocolVersion.V500)]
    [Trait("clause", "5.0 3.1.2-8")]
    [Trait("clause", "3.1.1 3.1.2-8")]
    public void A_broken_connection_publishes_the_will_and_a_normal_DISCONNECT_does_not(ProtocolVersion version)
    {
        Connect("a", 0, version).Cut();
        pair.Drive();
        Assert.Equal(["gone"], watcher.Texts);
        Connect("b", 0, version).Connection!.Disconnect(pair.Now);
        pair.Drive();
        Assert.Single(watcher.Messages);
    }

    [Fact]
    [Trait("clause", "5.0 3.14.4-3")]
    public void DISCONNECT_with_will_message_publishes_it()
    {
        Connect("a", 0).Connection!.Disconnect(pair.Now, ReasonCode.DisconnectWithWillMessage);
        pair.Drive();
        Assert.Equal(["gone"], watcher.Texts);
    }

    [Fact]
    public void A_protocol_error_and_a_silent_client_publish_the_will()
    {
        PairedClient wrong = Connect("a", 0);
        wrong.Server!.Receive(new SubAckPacket { PacketIdentifier = 1 }, pair.Now);
        PairedClient silent = Connect("b", 0, keepAlive: 10);
        silent.Freeze();
        pair.Wait(15);
        pair.Drive();
        Assert.Equal(2, watcher.Messages.Count);
    }

    [Fact]
    [Trait("clause", "5.0 3.1.2-8")]
    public void A_delayed_will_waits_for_its_time()
    {
        Connect("a", 10).Cut();
        pair.Wait(9.9);
        Assert.Empty(watcher.Messages);
        pair.Wait(0.1);
        Assert.Equal(["gone"], watcher.Texts);
        pair.Wait(4000);
        Assert.Single(watcher.Messages);
    }

    [Fact]
    [Trait("clause", "5.0 3.1.3-9")]
    public void Coming_back_in_time_cancels_the_delayed_will()
    {
        PairedClient client = Connect("a", 10);
        client.Cut();
        pair.Wait(5);
        client.Connect = client.Connect with { Will = null };
        client.OpenAndDrive();
        pair.Wait(100);
        Assert.Empty(watcher.Messages);
    }

    [Fact]
    public void The_end_of_the_session_publishes_a_will_before_its_delay_is_over()
    {
        Connect("a", 100, expiry: 10).Cut();
        pair.Wait(10);
        Assert.Equal(["gone"], watcher.Texts);
    }

    [Fact]
    public void A_clean_start_ends_the_session_and_so_publishes_the_pending_will()
    {
        PairedClient client = Connect("a", 100);
        client.Cut();
        client.Connect = client.Connect with { CleanStart = true, Will = null };
        client.OpenAndDrive();
        Assert.Equal(["gone"], watcher.Texts);
    }

    [Theory]
    [InlineData(0u, 1)]
    [InlineData(10u, 0)]
    [Trait("clause", "5.0 3.1.4-3")]
    public void A_takeover_publishes_the_will_unless_its_delay_lets_the_session_go_on(uint delay, int count)
    {
        Connect("a", delay);
        pair.Add(
            Pair.ConnectOf("a", persistent: true), new ClientOptions { AcceptsUnknownSession = true }).OpenAndDrive();
        pair.Wait(100);
        Assert.Equal(count, watcher.Messages.Count);
    }

    [Fact]
    [Trait("clause", "5.0 3.1.2-15")]
    [Trait("clause", "3.1.1 3.1.2-17")]
    public void A_retained_will_becomes_the_retained_message()
    {
        Connect("a", 0, retain: true).Cut();
        pair.Drive();
        PairedClient late = pair.Connect("late");
        late.Subscribe("w", ExactlyOnce);
        pair.Drive();
        Assert.Equal(("gone", true), (late.Texts.Single(), late.Messages[0].Retain));
    }

    [Fact]
    [Trait("clause", "5.0 3.1.3-10")]
    public void User_properties_of_the_will_keep_their_order_and_the_delay_is_not_passed_on()
    {
        Connect("a", 0).Cut();
        pair.Drive();
        Properties properties = watcher.Messages[0].Message.Properties;
        Assert.Equal([new("b", "1"), new("a", "2"), new("b", "3")], properties.UserProperties);
        Assert.Null(properties.WillDelayInterval);
    }

    private PairedClient Connect(
        string name,
        uint delay,
        ProtocolVersion version = ProtocolVersion.V500,
        uint expiry = 3600,
        bool retain = false,
        ushort keepAlive = 0)
    {
        var properties = new Properties
        {
            WillDelayInterval = delay,
            UserProperties = [new("b", "1"), new("a", "2"), new("b", "3")],
        };
        var will = new Will
        {
            Topic = "w",
            Payload = "gone"u8.ToArray(),
            QualityOfService = AtLeastOnce,
            Retain = retain,
            Properties = version == ProtocolVersion.V500 ? properties : Properties.Empty,
        };
        ConnectPacket connect = Pair.ConnectOf(name, version, persistent: true);
        if (version == ProtocolVersion.V500)
            connect = connect with { Properties = new Properties { SessionExpiryInterval = expiry } };
        return pair.Add(connect with { Will = will, KeepAlive = keepAlive }).OpenAndDrive();
    }
}
