using Workbook.Mqtt.Codec;
using Workbook.Mqtt.Packets;

namespace Workbook.Tests;

/// <summary>What the protocol knows becomes what a notebook shows.</summary>
public sealed class ShowTests
{
    [Fact]
    public void Every_byte_of_a_packet_is_labelled()
    {
        byte[] frame = Convert.FromHexString("3213000B73656E736F722F74656D70000132352E35");
        string text = Show.Frame("An alarm", frame, ProtocolVersion.V311, Sender.Client).ToString();
        Assert.Contains("sensor/temp", text);
        Assert.Contains("'25.5'", text);
    }

    [Fact]
    public async Task A_packet_of_a_3_1_1_connection_is_read_as_one()
    {
        var run = await Lab.RunAsync(
            "Old",
            async lab => await (await lab.ConnectAsync("sensor")).PublishAsync("t", "21.5", QualityOfService.AtLeastOnce),
            ProtocolVersion.V311,
            cancellation: TestContext.Current.CancellationToken);
        var view = Show.Packet(run.ExchangePackets[0]);
        Assert.Empty(view.CaptionText);
        Assert.Contains("'21.5'", view.ToString());
        Assert.DoesNotContain("Properties", view.ToString());
    }

    [Fact]
    public void A_broken_packet_is_labelled_as_far_as_it_can_be_read_and_says_what_is_wrong()
    {
        byte[] frame = [0x36, 0x02, 0x00, 0x00];
        var view = Show.Frame("QoS 3", frame, ProtocolVersion.V311);
        Assert.NotEmpty(view.CaptionText);
        Assert.Contains("QoS", view.CaptionText);
    }
}
