namespace Workbook.Explore;

/// <summary>How much memory an exploration may take and has taken; whoever needs more asks first.</summary>
/// <param name="maximum">The bound, in bytes.</param>
internal sealed class MemoryBudget(long maximum)
{
    private long taken;

    public long TakenBytes => Interlocked.Read(ref taken);

    /// <summary>Takes memory.</summary>
    /// <exception cref="MemoryBoundException">There is not enough left; nothing is taken.</exception>
    public void Take(long bytes)
    {
        if (Interlocked.Add(ref taken, bytes) <= maximum)
            return;
        Interlocked.Add(ref taken, -bytes);
        throw new MemoryBoundException();
    }

    public void Release(long bytes) => Interlocked.Add(ref taken, -bytes);
}
