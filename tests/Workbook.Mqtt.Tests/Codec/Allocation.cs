namespace Workbook.Mqtt.Tests.Codec;

/// <summary>Counts what an action allocates once it is warm.</summary>
internal static class Allocation
{
    public static long Of(Action action)
    {
        for (int round = 0; round < 100; round++)
            action();
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int round = 0; round < 1_000; round++)
            action();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
