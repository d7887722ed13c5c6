using Workbook.Mqtt.Packets;

namespace Workbook.Live.Tests;

/// <summary>A hundred thousand messages through the embedded broker: all arrive at QoS 1 and 2, and memory stays
/// flat.</summary>
/// <remarks>The same with a million is in the interop tests' MillionMessagesTests, run on request.</remarks>
public sealed class LoadTests
{
    [Theory]
    [InlineData(QualityOfService.AtMostOnce, 40_000)]
    [InlineData(QualityOfService.AtLeastOnce, 30_000)]
    [InlineData(QualityOfService.ExactlyOnce, 30_000)]
    public async Task Nothing_is_lost_and_memory_stays_flat(QualityOfService level, int count)
    {
        await using var scene = new Scene();
        LiveClient subscriber = await scene.ConnectAsync("subscriber", ProtocolVersion.V500);
        LiveClient publisher = await scene.ConnectAsync("publisher", ProtocolVersion.V500);
        await subscriber.SubscribeAsync("t", level, Scene.Cancel);
        await SendAsync(publisher, subscriber, level, 0, 5_000);
        long before = GC.GetTotalMemory(forceFullCollection: true);
        await SendAsync(publisher, subscriber, level, 5_000, count);
        long after = GC.GetTotalMemory(forceFullCollection: true);
        Assert.True(after - before < 8_000_000, $"{before:N0} bytes before, {after:N0} after {count:N0} messages.");
    }

    /// <summary>Sends in a closed loop of a thousand messages under way, so that no queue can overflow.</summary>
    private static async Task SendAsync(LiveClient publisher, LiveClient subscriber, QualityOfService level, int start, int count)
    {
        const int batch = 1000;
        byte[] payload = new byte[64];
        for (int sent = 0; sent < count; sent += batch)
        {
            var publishing = new Task<PublishResult>[batch];
            for (int number = 0; number < batch; number++)
            {
                byte[] own = [.. payload];
                BitConverter.TryWriteBytes(own, start + sent + number);
                publishing[number] = publisher.PublishAsync("t", own, level, cancellation: Scene.Cancel);
            }

            await Task.WhenAll(publishing);
            IReadOnlyList<ReceivedMessage> received = await subscriber.WaitForAsync(batch, Scene.Patience, Scene.Cancel);
            Assert.Equal(
                Enumerable.Range(start + sent, batch), received.Select(message => BitConverter.ToInt32(message.Payload.Span)));
        }
    }
}
