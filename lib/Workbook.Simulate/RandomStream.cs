namespace Workbook.Simulate;

/// <summary>Random numbers with a name: the same seed and name give the same numbers on every machine, whatever the
/// other streams of a run draw.</summary>
/// <remarks>
/// The generator is xoshiro256** (Blackman and Vigna, "Scrambled Linear Pseudorandom Number Generators", ACM TOMS 47,
/// 2021), seeded through SplitMix64 as its authors advise. It is ours because the framework does not promise the same
/// numbers in its next version.
/// </remarks>
public sealed class RandomStream
{
    private const double UnitOf53Bits = 1.0 / (1UL << 53);
    private ulong s0;
    private ulong s1;
    private ulong s2;
    private ulong s3;

    /// <summary>Begins a stream.</summary>
    /// <param name="seed">The seed of the run.</param>
    /// <param name="name">What the numbers are for, for instance <c>backoff</c>.</param>
    public RandomStream(int seed, string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        (Seed, Name) = (seed, name);
        ulong state = (uint)seed;
        foreach (char letter in name)
            state = Mix(ref state) ^ letter;
        (s0, s1, s2, s3) = (Mix(ref state), Mix(ref state), Mix(ref state), Mix(ref state));
    }

    /// <summary>The seed of the run.</summary>
    public int Seed { get; }

    /// <summary>What the numbers are for.</summary>
    public string Name { get; }

    /// <summary>Draws 64 random bits.</summary>
    public ulong NextBits()
    {
        ulong result = ulong.RotateLeft(s1 * 5, 7) * 9;
        ulong shifted = s1 << 17;
        s2 ^= s0;
        s3 ^= s1;
        s1 ^= s2;
        s0 ^= s3;
        s2 ^= shifted;
        s3 = ulong.RotateLeft(s3, 45);
        return result;
    }

    /// <summary>Draws a number from 0 up to, but not, 1.</summary>
    public double NextUnit() => (NextBits() >> 11) * UnitOf53Bits;

    /// <summary>Draws a time from zero up to, but not, a bound.</summary>
    /// <param name="bound">The bound, above zero.</param>
    public TimeSpan NextBelow(TimeSpan bound)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(bound, TimeSpan.Zero);
        return TimeSpan.FromTicks((long)Math.BigMul(NextBits(), (ulong)bound.Ticks, out _));
    }

    /// <summary>Draws an exponentially distributed number of mean 1: the time to the next of independent
    /// events.</summary>
    /// <remarks>
    /// By von Neumann ("Various Techniques Used in Connection With Random Digits", 1951): a run of falling draws that
    /// begins at x has an odd length with probability e^-x. Comparisons only: a logarithm differs from machine to
    /// machine in its last bit.
    /// </remarks>
    public double NextExponential()
    {
        for (int whole = 0; ; whole++)
        {
            double first = NextUnit();
            double last = first;
            bool isOdd = true;
            for (double next = NextUnit(); next < last; next = NextUnit())
            {
                last = next;
                isOdd = !isOdd;
            }

            if (isOdd)
                return whole + first;
        }
    }

    /// <summary>Says yes with a probability.</summary>
    /// <param name="probability">From 0 for never to 1 for always.</param>
    public bool NextChance(double probability)
    {
        if (!(probability is >= 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(
                nameof(probability), $"Expected a probability from 0 to 1, but got {probability}.");
        }

        return NextUnit() < probability;
    }

    private static ulong Mix(ref ulong state)
    {
        state += 0x9E3779B97F4A7C15;
        ulong mixed = state;
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return mixed ^ (mixed >> 31);
    }
}
