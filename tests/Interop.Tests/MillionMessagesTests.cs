using System.Diagnostics;
using Workbook.Live;
using Workbook.Mqtt.Packets;

namespace Interop.Tests;

/// <summary>One million messages through the embedded broker over real sockets: none is lost, memory stays flat.</summary>
/// <remarks>
/// It takes minutes, so it runs only when asked for: <c>WORKBOOK_MILLION=1 dotnet test tests/Interop.Tests --filter Million</c>.
/// What it measures is printed as test output. Broker, publisher and subscriber share this process, so the memory is that of all three.
/// </remarks>
public sealed class MillionMessagesTests(ITestOutputHelper output)
{
    private const int Batch = 1000;

    [Theory]
    [InlineData(QualityOfService.AtMostOnce, 400_000)]
    [InlineData(QualityOfService.AtLeastOnce, 300_000)]
    [InlineData(QualityOfService.ExactlyOnce, 300_000)]
    public async Task A_million_messages_pass_and_memory_stays_flat(QualityOfService level, int count)
    {
        Assert.SkipUnless(Environment.GetEnvironmentVariable("WORKBOOK_MILLION") == "1", "Set WORKBOOK_MILLION=1 to run it.");
        await using LiveBroker broker = LiveBroker.Start();
        await using LiveClient subscriber = await ConnectAsync(broker, "subscriber");
        await using LiveClient publisher = await ConnectAsync(broker, "publisher");
        await subscriber.SubscribeAsync("load/1", level, Peers.Cancel);
        await PassAsync(publisher, subscriber, level, 0);
        (long heap, long resident) before = Memory();
        var watch = Stopwatch.StartNew();
        for (int sent = Batch; sent <= count; sent += Batch)
        {
            await PassAsync(publisher, subscriber, level, sent);
            if (sent % 50_000 == 0)
                output.WriteLine($"QoS {(int)level}: {sent,9:N0} messages, {watch.Elapsed.TotalSeconds,6:F1} s, {Text(Memory())}");
        }

        (long heap, long resident) after = Memory();
        output.WriteLine($"QoS {(int)level}: {count / watch.Elapsed.TotalSeconds:N0} messages/s; before {Text(before)}; after {Text(after)}");
        Assert.True(after.heap - before.heap < 8_000_000, "The heap grew.");
    }

    /// <summary>Sends a batch, waits until it is acknowledged and received, and compares every number.</summary>
    private static async Task PassAsync(LiveClient publisher, LiveClient subscriber, QualityOfService level, int start)
    {
        var publishing = new Task<PublishResult>[Batch];
        for (int number = 0; number < Batch; number++)
        {
            byte[] payload = new byte[64];
            BitConverter.TryWriteBytes(payload, start + number);
            publishing[number] = publisher.PublishAsync("load/1", payload, level, cancellation: Peers.Cancel);
        }

        await Task.WhenAll(publishing);
        IReadOnlyList<ReceivedMessage> received = await subscriber.WaitForAsync(Batch, Peers.Patience, Peers.Cancel);
        Assert.Equal(Enumerable.Range(start, Batch), received.Select(message => BitConverter.ToInt32(message.Payload.Span)));
    }

    private static async Task<LiveClient> ConnectAsync(LiveBroker broker, string identifier)
    {
        var client = new LiveClient(new LiveClientOptions { Server = broker.Uri, ClientIdentifier = identifier });
        await client.ConnectAsync(Peers.Cancel);
        return client;
    }

    private static (long Heap, long Resident) Memory()
    {
        long heap = GC.GetTotalMemory(forceFullCollection: true);
        using var self = Process.GetCurrentProcess();
        return (heap, self.WorkingSet64);
    }

    private static string Text((long Heap, long Resident) memory) =>
        $"heap {memory.Heap / 1e6:F1} MB, resident {memory.Resident / 1e6:F1} MB";
}
