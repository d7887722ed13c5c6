using System.Numerics;
using System.Runtime.CompilerServices;

namespace Workbook.Simulate;

/// <summary>What is to happen and when: events come out in order of time, and those of one moment in the order in
/// which they went in.</summary>
/// <remarks>
/// Time never runs back, so a radix queue (Ahuja, Mehlhorn, Orlin and Tarjan, "Faster Algorithms for the Shortest Path
/// Problem", J. ACM 37, 1990) does: an event lies in the bucket that the highest digit in which its time differs from
/// <see cref="Now"/> names, and when its bucket is the next it moves on to a finer one. That is a few moves in a row of
/// memory for each event, where a heap of millions jumps through memory; and events of one moment always lie in the
/// same bucket, in their order. Nothing is allocated once the queue has had its greatest length.
/// </remarks>
/// <typeparam name="TEvent">The event; a small struct keeps a large simulation fast.</typeparam>
public sealed class EventQueue<TEvent>
{
    private const int DigitBits = 6;
    private const int DigitCount = 1 << DigitBits;

    /// <summary>63 bits of a time that is not negative.</summary>
    private const int LevelCount = (63 + DigitBits - 1) / DigitBits;

    private readonly Bucket[] buckets = new Bucket[LevelCount * DigitCount];

    /// <summary>By level, a bit for each bucket that is not empty.</summary>
    private readonly ulong[] filled = new ulong[LevelCount];

    /// <summary>A bit for each level that is not empty.</summary>
    private uint filledLevels;
    private Chunk? spare;
    private long now;

    /// <summary>When the next event is due; below zero: to be found.</summary>
    private long next = -1;

    /// <summary>How many events wait.</summary>
    public int Count { get; private set; }

    /// <summary>When the next event is due; null when none waits.</summary>
    public TimeSpan? NextAt
    {
        get
        {
            if (Count == 0)
                return null;
            if (next < 0)
                next = buckets[FirstBucket()].Earliest();
            return new TimeSpan(next);
        }
    }

    /// <summary>When the event that was taken last was due: the time of the simulation.</summary>
    public TimeSpan Now => new(now);

    /// <summary>Adds an event.</summary>
    /// <param name="at">When it is due, in time since the start; not before <see cref="Now"/>.</param>
    /// <param name="item">The event.</param>
    /// <exception cref="ArgumentOutOfRangeException">The time is past; the queue is unchanged.</exception>
    public void Add(TimeSpan at, TEvent item)
    {
        if (at.Ticks < now)
        {
            throw new ArgumentOutOfRangeException(
                nameof(at), $"Expected a moment from {Now} on, the time of the simulation, but got {at}.");
        }

        Put(new Entry(at.Ticks, item));
        Count++;
        if (at.Ticks < next)
            next = at.Ticks;
    }

    /// <summary>Takes the next event and moves the time to it.</summary>
    /// <param name="item">The event.</param>
    /// <returns>Whether there was one.</returns>
    public bool TryTake(out TEvent item)
    {
        if (Count == 0)
        {
            item = default!;
            return false;
        }

        int index = FirstBucket();
        ref Bucket bucket = ref buckets[index];
        if (index < DigitCount || bucket.HasOne)
        {
            // All events of this bucket are due in the same moment.
            Entry entry = bucket.First!.Entries[bucket.First.Start];
            now = entry.At;
            item = entry.Item;
        }
        else
        {
            now = next >= 0 ? next : bucket.Earliest();
            Spread(index);
            index = (int)(now & (DigitCount - 1));
            bucket = ref buckets[index];
            item = bucket.First!.Entries[bucket.First.Start].Item;
        }

        RemoveFirst(ref bucket, index);
        Count--;
        next = -1;
        return true;
    }

    private int FirstBucket()
    {
        int level = BitOperations.TrailingZeroCount(filledLevels);
        return level * DigitCount + BitOperations.TrailingZeroCount(filled[level]);
    }

    private void Put(in Entry entry)
    {
        // The highest bit in which the time differs from now; that of no difference is the lowest.
        int level = BitOperations.Log2((ulong)(entry.At ^ now) | 1) / DigitBits;
        int digit = (int)(entry.At >> (level * DigitBits)) & (DigitCount - 1);
        ref Bucket bucket = ref buckets[level * DigitCount + digit];
        Chunk? last = bucket.Last;
        if (last is null || last.End == Chunk.Capacity)
        {
            Chunk fresh = NewChunk();
            if (last is null)
            {
                bucket.First = fresh;
                filled[level] |= 1UL << digit;
                filledLevels |= 1U << level;
            }
            else
            {
                last.Next = fresh;
            }

            bucket.Last = last = fresh;
        }

        last.Entries[last.End++] = entry;
    }

    /// <summary>Moves the events of a bucket to finer ones, now that its first event is due.</summary>
    private void Spread(int index)
    {
        Chunk? chunk = buckets[index].First;
        Empty(index);
        while (chunk is not null)
        {
            for (int at = chunk.Start; at < chunk.End; at++)
                Put(chunk.Entries[at]);
            Chunk? following = chunk.Next;
            Release(chunk);
            chunk = following;
        }
    }

    private void RemoveFirst(ref Bucket bucket, int index)
    {
        Chunk first = bucket.First!;
        if (++first.Start < first.End)
        {
            if (RuntimeHelpers.IsReferenceOrContainsReferences<TEvent>())
                first.Entries[first.Start - 1] = default;
            return;
        }

        if (first.Next is null)
            Empty(index);
        else
            bucket.First = first.Next;
        Release(first);
    }

    private void Empty(int index)
    {
        buckets[index] = default;
        int level = index / DigitCount;
        if ((filled[level] &= ~(1UL << (index % DigitCount))) == 0)
            filledLevels &= ~(1U << level);
    }

    private Chunk NewChunk()
    {
        if (spare is not { } chunk)
            return new Chunk();
        spare = chunk.Next;
        chunk.Next = null;
        return chunk;
    }

    private void Release(Chunk chunk)
    {
        if (RuntimeHelpers.IsReferenceOrContainsReferences<TEvent>())
            Array.Clear(chunk.Entries, 0, chunk.End);
        (chunk.Start, chunk.End, chunk.Next) = (0, 0, spare);
        spare = chunk;
    }

    private readonly struct Entry(long at, TEvent item)
    {
        public readonly long At = at;
        public readonly TEvent Item = item;
    }

    /// <summary>Some events in a row of memory.</summary>
    private sealed class Chunk
    {
        public const int Capacity = 32;

        public readonly Entry[] Entries = new Entry[Capacity];
        public int Start;
        public int End;
        public Chunk? Next;
    }

    private struct Bucket
    {
        public Chunk? First;
        public Chunk? Last;

        public readonly bool HasOne => First == Last && First!.End - First.Start == 1;

        public readonly long Earliest()
        {
            long earliest = long.MaxValue;
            for (Chunk? chunk = First; chunk is not null; chunk = chunk.Next)
            {
                for (int at = chunk.Start; at < chunk.End; at++)
                    earliest = Math.Min(earliest, chunk.Entries[at].At);
            }

            return earliest;
        }
    }
}
