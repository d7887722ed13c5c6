using System.Diagnostics;
using Workbook.Mqtt.Packets;
using static Workbook.Live.Tests.Scene;

namespace Workbook.Live.Tests;

/// <summary>Tests that measure memory run alone.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class LoadCollection
{
    internal const string Name = "Load";
}

/// <summary>One million messages through the embedded broker over real sockets: none is lost, memory stays
/// flat.</summary>
/// <remarks>
/// Broker, publisher and subscriber share this process, so the memory is that of all three. What was measured is
/// printed;
/// see it with <c>dotnet test tests/Workbook.Live.Tests --filter LoadTests --logger "console;verbosity=detailed"</c>.
/// </remarks>
[Collection(LoadCollection.Name)]
public sealed class LoadTests(ITestOutputHelper output)
{
    private const int Batch = 1000;
    private const int WarmUp = 50 * Batch;
    private const long HeapGrowthMaximumBytes = 8_000_000;
    private const long ResidentGrowthMaximumBytes = 64_000_000;

    [Theory]
    [InlineData(QualityOfService.AtMostOnce, 400_000)]
    [InlineData(QualityOfService.AtLeastOnce, 300_000)]
    [InlineData(QualityOfService.ExactlyOnce, 300_000)]
    public async Task A_million_messages_pass_and_memory_stays_flat(QualityOfService level, int count)
    {
        await using var scene = new Scene();
        LiveClient subscriber = await scene.ConnectAsync("subscriber", ProtocolVersion.V500);
        LiveClient publisher = await scene.ConnectAsync("publisher", ProtocolVersion.V500);
        await subscriber.SubscribeAsync("load/1", level, Cancel);
        await PassAsync(publisher, subscriber, level, 0, WarmUp);
        (long heap, long resident) before = Memory();

        var watch = Stopwatch.StartNew();
        await PassAsync(publisher, subscriber, level, WarmUp, count);
        double seconds = watch.Elapsed.TotalSeconds;

        (long heap, long resident) after = Memory();
        string measured = $"QoS {(int)level}: {count:N0} messages, {count / seconds:N0}/s; " +
            $"before {Text(before)}; after {Text(after)}";
        output.WriteLine(measured);
        Assert.True(after.heap - before.heap < HeapGrowthMaximumBytes, measured);
        Assert.True(after.resident - before.resident < ResidentGrowthMaximumBytes, measured);
    }

    /// <summary>Sends batch after batch, waits until each is acknowledged and received, and compares every
    /// number.</summary>
    private static async Task PassAsync(
        LiveClient publisher, LiveClient subscriber, QualityOfService level, int start, int count)
    {
        var publishing = new Task<PublishResult>[Batch];
        for (int first = start; first < start + count; first += Batch)
        {
            for (int number = 0; number < Batch; number++)
            {
                byte[] payload = new byte[64];
                BitConverter.TryWriteBytes(payload, first + number);
                publishing[number] = publisher.PublishAsync("load/1", payload, level, cancellation: Cancel);
            }

            await Task.WhenAll(publishing);
            IReadOnlyList<ReceivedMessage> received = await subscriber.TakeAsync(Batch, Patience, Cancel);
            Assert.Equal(
                Enumerable.Range(first, Batch), received.Select(message => BitConverter.ToInt32(message.Payload.Span)));
        }
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
