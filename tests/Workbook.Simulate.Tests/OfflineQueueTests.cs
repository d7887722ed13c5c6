using FsCheck;
using FsCheck.Fluent;
using Workbook.Examples;
using Workbook.Mqtt.Sessions;

namespace Workbook.Simulate.Tests;

/// <summary>The simulated queue against <see cref="QueueGrowth"/>: drops exactly, drain within 10 %.</summary>
public sealed class OfflineQueueTests
{
    private static readonly OfflineQueue Minutely = new() { MessagesPerSecond = 1 / 60.0 };

    [Fact]
    public void Drops_of_a_full_queue_are_exactly_those_of_the_closed_form() => ForAll(
        from perHour in Gen.Choose(1, 120)
        from hours in Gen.Choose(1, 30)
        from limit in Gen.Choose(0, 2_000)
        from overflow in Gen.Elements(OverflowPolicy.DropNewest, OverflowPolicy.DropOldest)
        select (perHour, hours, limit, overflow),
        input =>
        {
            var form = new QueueGrowth
            {
                MessagesPerHour = input.perHour, Absence = TimeSpan.FromHours(input.hours), QueueMaximum = input.limit,
            }.Compute();
            var outcome = Run(new OfflineQueue
            {
                MessagesPerSecond = input.perHour / 3600.0,
                Absence = TimeSpan.FromHours(input.hours),
                QueueMaximum = input.limit,
                Overflow = input.overflow,
            });
            return outcome.Arrived == form.Arrived && outcome.Queued == form.Queued && outcome.Dropped == form.Dropped
                && outcome.Overflowed == form.Dropped
                && (outcome.OverflowedAt is not null) == (form.OverflowProbability == 1);
        });

    [Fact]
    public void A_message_a_minute_fills_a_queue_of_1000_in_16_7_hours()
    {
        var form = new QueueGrowth { MessagesPerHour = 60, Absence = TimeSpan.FromHours(20), QueueMaximum = 1000 };
        var outcome = Run(Minutely with { Absence = TimeSpan.FromHours(20) });
        Assert.Equal(200, outcome.Overflowed);
        Assert.InRange(outcome.OverflowedAt!.Value.TotalHours - form.HoursToOverflow, 0, 1 / 60.0);
    }

    [Fact]
    public void Who_gives_way_decides_how_old_what_waits_is()
    {
        var newest = Run(Minutely with { Absence = TimeSpan.FromHours(20), QueueMaximum = 100 });
        var oldest = Run(newest.Queue with { Overflow = OverflowPolicy.DropOldest });
        Assert.Equal(newest.Queued, oldest.Queued);
        Assert.InRange(newest.OldestAge!.Value.TotalHours, 19.9, 20);
        Assert.InRange(oldest.OldestAge!.Value.TotalMinutes, 99, 100);
    }

    [Theory]
    [InlineData(30, 1_000)]
    [InlineData(90, 1_000)]
    [InlineData(200, 100)]
    public void What_expires_leaves_room_and_is_not_delivered(int minutes, int limit)
    {
        var expiry = TimeSpan.FromMinutes(minutes);
        var form = new QueueGrowth
        {
            MessagesPerHour = 60, Absence = TimeSpan.FromHours(10), QueueMaximum = limit, MessageExpiry = expiry,
        }.Compute();
        var outcome = Run(Minutely with
        {
            Absence = TimeSpan.FromHours(10), QueueMaximum = limit, MessageExpiry = expiry,
        });
        Assert.Equal(form.Arrived, outcome.Arrived);
        Assert.Equal(form.Queued, outcome.Queued);
        Assert.Equal(form.Dropped, outcome.Expired + outcome.Overflowed);
        Assert.True(outcome.OldestAge < expiry);
    }

    [Fact]
    public void A_session_that_ends_takes_all_with_it()
    {
        var outcome = Run(Minutely with
        {
            Absence = TimeSpan.FromHours(10), SessionExpiry = TimeSpan.FromHours(8), QueueMaximum = 100,
        });
        Assert.Equal(
            (600, 0, 380, 220), (outcome.Arrived, outcome.Queued, outcome.Overflowed, outcome.LostWithSession));
        Assert.Null(outcome.DrainedAfter);
    }

    [Theory]
    [InlineData(1_000, 20, 100, null)]
    [InlineData(1_000, 1, 100, null)]
    [InlineData(5_000, 100, 500, null)]
    [InlineData(1_000, 100, 50, 10.0)]
    [InlineData(48, 20, 100, 10.0)]
    public void A_queue_drains_as_fast_as_window_and_limit_let_it(
        int queued, int window, int roundTripMilliseconds, double? limit)
    {
        var roundTrip = TimeSpan.FromMilliseconds(roundTripMilliseconds);
        var outcome = Run(Minutely with
        {
            Absence = TimeSpan.FromMinutes(queued),
            QueueMaximum = queued,
            Window = window,
            RoundTrip = roundTrip,
            DrainPerSecond = limit,
        });
        Assert.Equal(queued, outcome.Queued);
        TimeSpan form = QueueGrowth.DrainTime(queued, window, roundTrip, limit);
        Assert.InRange(outcome.DrainedAfter!.Value / form, 0.9, 1.1);
        Assert.InRange(outcome.CaughtUpAfter!.Value / form, 0.9, 1.1);
    }

    [Fact]
    public void Messages_that_go_on_coming_make_catching_up_longer_by_their_share()
    {
        // 20 in flight for 0.1 s: 200 a second, of which 100 go on coming.
        var outcome = Run(new OfflineQueue
        {
            MessagesPerSecond = 100, Absence = TimeSpan.FromMinutes(1), QueueMaximum = 10_000, IsRandom = true,
        });
        Assert.InRange(outcome.CaughtUpAfter!.Value.TotalSeconds / (outcome.Queued / (200.0 - 100)), 0.9, 1.1);
        Assert.InRange(outcome.DrainedAfter!.Value.TotalSeconds / (outcome.Queued / 200.0), 0.9, 1.1);

        var hopeless = Run(outcome.Queue with { DrainPerSecond = 90, Limit = TimeSpan.FromMinutes(10) });
        Assert.Null(hopeless.CaughtUpAfter);
    }

    /// <summary>
    /// Drain with messages still coming, overflow and expiry at once. Left is what is not a flow: a round trip, a message
    /// more or less, at the end of it; 2 % besides.
    /// </summary>
    [Fact]
    public void However_it_fills_and_ages_a_queue_drains_and_catches_up_as_the_model_says() => ForAll(
        from perMinute in Gen.Choose(1, 300)
        from minutes in Gen.Choose(1, 120)
        from limit in Gen.Choose(0, 3_000)
        from window in Gen.Choose(1, 50)
        from roundTrip in Gen.Choose(50, 4_000)
        from perSecond in Gen.Elements<double?>(null, 0.5, 2, 10)
        from expiry in Gen.Elements<int?>(null, 2, 7, 30, 90)
        select new OfflineQueue
        {
            MessagesPerSecond = perMinute / 60.0,
            Absence = TimeSpan.FromMinutes(minutes),
            QueueMaximum = limit,
            Window = window,
            RoundTrip = TimeSpan.FromMilliseconds(roundTrip),
            DrainPerSecond = perSecond,
            MessageExpiry = expiry is { } after ? TimeSpan.FromMinutes(after) : null,
        },
        queue =>
        {
            double incoming = queue.MessagesPerSecond, trip = queue.RoundTrip.TotalSeconds;
            double rate = Math.Min(queue.Window / trip, queue.DrainPerSecond ?? double.PositiveInfinity);
            if (Math.Abs(rate - incoming) < 0.1 * incoming) return true;
            var form = new QueueGrowth
            {
                MessagesPerHour = incoming * 3600, Absence = queue.Absence, QueueMaximum = queue.QueueMaximum,
                MessageExpiry = queue.MessageExpiry,
            };
            var drain = form.Drain(queue.Window, queue.RoundTrip, queue.DrainPerSecond);
            var outcome = Run(queue);
            double message = 2 / Math.Abs(rate - incoming) + 2 / rate + 2 / incoming + 2 * trip;
            return Math.Abs(outcome.Queued - form.Compute().Queued) <= 1
                && Math.Abs(outcome.DrainedAfter!.Value.TotalSeconds - drain.DrainedSeconds)
                    <= 0.02 * drain.DrainedSeconds + message
                && (outcome.CaughtUpAfter is { } caughtUp
                    ? Math.Abs(caughtUp.TotalSeconds - drain.CaughtUpSeconds) <= 0.02 * drain.CaughtUpSeconds + message
                    : double.IsPositiveInfinity(drain.CaughtUpSeconds));
        });

    /// <summary>Sessions of all ages: the mean of capped queues, not a capped mean.</summary>
    [Theory]
    [InlineData(6, 60, 1_000, null)]
    [InlineData(6, 5, 1_000, null)]
    [InlineData(6, 30, 1_000, 48)]
    [InlineData(60, 20, 500, null)]
    public void Orphans_hold_what_queues_of_all_ages_hold(int perHour, int days, int limit, int? expiryHours)
    {
        TimeSpan? expiry = expiryHours is { } hours ? TimeSpan.FromHours(hours) : null;
        const int PerDay = 10;
        double queued = Enumerable.Range(0, days * PerDay).Sum(orphan => (double)Run(new OfflineQueue
        {
            MessagesPerSecond = perHour / 3600.0, Absence = TimeSpan.FromDays((orphan + 0.5) / PerDay),
            QueueMaximum = limit, MessageExpiry = expiry, Limit = TimeSpan.FromTicks(1),
        }).Queued);
        var fleet = new FleetSessionSizing
        {
            OrphansPerDay = PerDay, CommandsPerHour = perHour, QueueMaximum = limit, MessageExpiry = expiry,
        };
        double empty = (fleet with { CommandsPerHour = 0 }).OrphanMegabytes(days);
        double perMessage = fleet.PayloadBytes + fleet.TopicBytes + fleet.BookkeepingBytes;
        Assert.InRange((fleet.OrphanMegabytes(days) - empty) * 1e6 / (queued * perMessage), 0.995, 1.005);
    }

    /// <summary>A mean of 4,000 absences; the queue's spread is below its bound, so that 3 sigma are 3 x 1000 / 63 = 47
    /// messages at the most.</summary>
    [Fact]
    public void Absences_of_random_length_leave_as_much_as_the_closed_form_says_on_average()
    {
        const int Absences = 4_000;
        var mean = TimeSpan.FromHours(10);
        var form = new QueueGrowth
        {
            MessagesPerHour = 60, Absence = mean, IsExponential = true, QueueMaximum = 1000,
        }.Compute();
        var lengths = new RandomStream(1, "absences");
        double queued = 0, overflows = 0;
        for (int absence = 0; absence < Absences; absence++)
        {
            var outcome = Run(Minutely with
            {
                Absence = mean * lengths.NextExponential() + TimeSpan.FromTicks(1),
                IsRandom = true,
                Seed = absence,
                Limit = TimeSpan.FromTicks(1),
            });
            queued += outcome.Queued;
            overflows += outcome.Overflowed > 0 ? 1 : 0;
        }

        Assert.Equal(form.Queued, queued / Absences, 47.0);
        // Binomial, 3 sigma.
        double sigma = Math.Sqrt(form.OverflowProbability * (1 - form.OverflowProbability) / Absences);
        Assert.Equal(form.OverflowProbability, overflows / Absences, 3 * sigma);
    }

    [Fact]
    public void Exponential_draws_have_the_mean_spread_and_tail_that_they_should()
    {
        const int Count = 200_000;
        var stream = new RandomStream(9, "times");
        double[] draws = [.. Enumerable.Range(0, Count).Select(_ => stream.NextExponential())];
        Assert.Equal(1, draws.Average(), 4 / Math.Sqrt(Count));
        Assert.Equal(1, draws.Average(draw => (draw - 1) * (draw - 1)), 4 * Math.Sqrt(8.0 / Count));
        foreach (double bound in (double[])[0.1, 0.7, 1, 2.5, 5])
        {
            double part = draws.Count(draw => draw > bound) / (double)Count;
            double expected = Math.Exp(-bound);
            Assert.Equal(expected, part, 4 * Math.Sqrt(expected * (1 - expected) / Count));
        }
    }

    [Fact]
    public void The_same_queue_runs_the_same_on_every_machine()
    {
        var outcome = Run(new OfflineQueue
        {
            IsRandom = true, Seed = 7, MessagesPerSecond = 3, MessageExpiry = TimeSpan.FromSeconds(200),
        });
        Assert.Equal(
            (10_893, 619, 10_274, 31_000_000, 1_997_911_971),
            (outcome.Arrived, outcome.Queued, outcome.Expired, outcome.DrainedAfter!.Value.Ticks,
                outcome.OldestAge!.Value.Ticks));
    }

    [Fact]
    public void Impossible_inputs_get_a_sentence()
    {
        Refuses("MessagesPerSecond: expected", () => Minutely with { MessagesPerSecond = double.NaN });
        Refuses("Window: expected 1 to 65,535 messages, got 0.", () => Minutely with { Window = 0 });
        Refuses("RoundTrip: expected a duration above 0", () => Minutely with { RoundTrip = TimeSpan.Zero });
        Refuses("QueueMaximum: expected", () => Minutely with { QueueMaximum = -1 });

        static void Refuses(string start, Func<object> act) =>
            Assert.StartsWith(start, Assert.Throws<ArgumentException>(() => act()).Message);
    }

    private static OfflineQueueOutcome Run(OfflineQueue queue) => queue.Run(TestContext.Current.CancellationToken);

    private static void ForAll<T>(Gen<T> values, Func<T, bool> holds) => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(200).WithReplay(20_261_125, 1),
        Prop.ForAll(Arb.From(values), value => holds(value)));
}
