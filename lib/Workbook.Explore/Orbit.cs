using Workbook.Mqtt.Sessions;

namespace Workbook.Explore;

/// <summary>The states that the exchanges of a system make of its present one; the least of their bytes stands for them
/// all. Of a system without exchanges it is the present state alone.</summary>
internal sealed class Orbit
{
    private readonly ISystem system;
    private readonly ISymmetricSystem? symmetric;
    private readonly SnapshotWriter[] writers;
    private int least;

    public Orbit(ISystem system)
    {
        (this.system, symmetric) = (system, system as ISymmetricSystem);
        int count = symmetric?.ExchangeCount ?? 1;
        if (count is < 1 or > Successors.OrbitMaximum)
            throw new ArgumentException($"Expected 1 to {Successors.OrbitMaximum} exchanges, but got {count}.");
        if (count == 1)
            symmetric = null;
        writers = new SnapshotWriter[count];
        for (int exchange = 0; exchange < count; exchange++)
            writers[exchange] = new SnapshotWriter();
    }

    /// <summary>How many states at most it has.</summary>
    public int ExchangeCount => writers.Length;

    /// <summary>How many different states it has.</summary>
    public int Size { get; private set; } = 1;

    /// <summary>The bytes of the state that stands for all.</summary>
    public ReadOnlySpan<byte> Least => writers[least].Written;

    /// <summary>Gives the bytes of one state.</summary>
    /// <param name="exchange">0 for the present state.</param>
    public ReadOnlySpan<byte> this[int exchange] => writers[exchange].Written;

    /// <summary>Takes in the present state.</summary>
    public void Write()
    {
        writers[0].Clear();
        if (symmetric is null)
            system.WriteSnapshot(writers[0]);
        else
            WriteAll(symmetric);
    }

    private void WriteAll(ISymmetricSystem from)
    {
        from.WriteExchanged(0, writers[0]);
        int unchanged = 1;
        least = 0;
        for (int exchange = 1; exchange < writers.Length; exchange++)
        {
            writers[exchange].Clear();
            from.WriteExchanged(exchange, writers[exchange]);
            if (this[exchange].SequenceEqual(this[0]))
                unchanged++;
            if (this[exchange].SequenceCompareTo(Least) < 0)
                least = exchange;
        }

        // Of a group, the exchanges that change nothing divide the others into classes of their number.
        Size = writers.Length / unchanged;
    }
}
