using FsCheck;
using FsCheck.Fluent;

namespace Workbook.Simulate.Tests;

/// <summary>The queue against the plainest one: a list from which the first of the earliest is taken.</summary>
public sealed class EventQueuePropertyTests
{
    private const ulong Seed = 20_261_125;

    /// <summary>What to do: take an event (below zero), or add one so many ticks from now. Small and large steps, for
    /// events of one moment as well as of different years.</summary>
    private static readonly Gen<long> Steps = Gen.OneOf(
        Gen.Constant(-1L),
        Gen.Choose(0, 3).Select(ticks => (long)ticks),
        Gen.Choose(0, 5_000).Select(ticks => (long)ticks),
        Gen.Choose(0, 48).SelectMany(bits => Gen.Choose(-1, 1).Select(off => Math.Max(0, (1L << bits) + off))));

    private static readonly Gen<long[]> Scripts =
        Gen.Choose(0, 400).SelectMany(length => Gen.ArrayOf(Steps, length));

    [Fact]
    public void Events_come_as_a_stable_sort_puts_them_whatever_is_added_between() => ForAll(Scripts, script =>
    {
        var queue = new EventQueue<int>();
        var plain = new List<(long At, int Item)>();
        long now = 0;
        for (int step = 0; step < script.Length; step++)
        {
            if (script[step] < 0)
            {
                if (!TakesTheSame(queue, plain, ref now))
                    return false;
            }
            else
            {
                queue.Add(new TimeSpan(now + script[step]), step);
                plain.Add((now + script[step], step));
            }

            // Asking is part of the script: it must not move the time.
            if (step % 3 == 0 && queue.NextAt?.Ticks != (plain.Count == 0 ? null : plain.Min(each => each.At)))
                return false;
        }

        while (plain.Count > 0)
        {
            if (!TakesTheSame(queue, plain, ref now))
                return false;
        }

        return queue.Count == 0 && !queue.TryTake(out _) && queue.NextAt is null;
    });

    [Fact]
    public void Many_events_of_few_moments_keep_their_order()
    {
        var random = new RandomStream(3, "moments");
        var queue = new EventQueue<int>();
        var added = new List<(TimeSpan At, int Item)>();
        for (int item = 0; item < 100_000; item++)
        {
            var at = TimeSpan.FromSeconds(random.NextBits() % 50);
            queue.Add(at, item);
            added.Add((at, item));
        }

        var taken = new List<(TimeSpan, int)>();
        while (queue.TryTake(out int item))
            taken.Add((queue.Now, item));
        Assert.Equal(added.OrderBy(each => each.At), taken);
    }

    [Fact]
    public void The_last_moment_that_a_time_can_name_has_its_place()
    {
        var queue = new EventQueue<string>();
        queue.Add(TimeSpan.MaxValue, "last");
        queue.Add(TimeSpan.Zero, "first");
        Assert.True(queue.TryTake(out string first));
        Assert.True(queue.TryTake(out string last));
        Assert.Equal(("first", "last", TimeSpan.MaxValue), (first, last, queue.Now));
    }

    [Fact]
    public void An_event_that_was_taken_is_not_kept_alive()
    {
        var queue = new EventQueue<object>();
        var events = new List<WeakReference>();
        Fill();
        GC.Collect();
        Assert.DoesNotContain(events, each => each.IsAlive);
        Assert.Equal(1, queue.Count);

        void Fill()
        {
            for (int number = 0; number < 100; number++)
            {
                var item = new object();
                events.Add(new WeakReference(item));
                queue.Add(TimeSpan.FromTicks(number * number), item);
            }

            queue.Add(TimeSpan.FromDays(1), "waits");
            for (int number = 0; number < 100; number++)
                queue.TryTake(out _);
        }
    }

    [Fact]
    public void A_queue_that_had_its_greatest_length_allocates_nothing_more()
    {
        var random = new RandomStream(5, "steps");
        var queue = new EventQueue<int>();
        for (int item = 0; item < 10_000; item++)
            queue.Add(random.NextBelow(TimeSpan.FromSeconds(30)), item);
        Turn(1_000_000);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Turn(1_000_000);
        // Chance fills one bucket more or less: a few chunks, not something for each event.
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 100_000);

        void Turn(int count)
        {
            for (int turn = 0; turn < count; turn++)
            {
                queue.TryTake(out int item);
                queue.Add(queue.Now + random.NextBelow(TimeSpan.FromSeconds(30)), item);
            }
        }
    }

    private static bool TakesTheSame(EventQueue<int> queue, List<(long At, int Item)> plain, ref long now)
    {
        if (!queue.TryTake(out int item))
            return plain.Count == 0;
        var expected = plain.OrderBy(each => each.At).First();
        plain.Remove(expected);
        now = expected.At;
        return (queue.Now.Ticks, item) == expected && queue.Count == plain.Count;
    }

    private static void ForAll<T>(Gen<T> values, Func<T, bool> holds) => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(500).WithReplay(Seed, 1),
        Prop.ForAll(Arb.From(values), value => holds(value)));
}
