using Workbook.Mqtt.Sessions;

namespace Workbook.Simulate.Tests;

public sealed class StormTests
{
    private static readonly Storm Small = new() { Clients = 2_000, AdmissionPerSecond = 100 };

    [Fact]
    public void The_same_storm_runs_the_same_to_the_last_byte()
    {
        var storm = Small with
        {
            Backoff = Backoff.Decorrelated, ConnectTimeout = Seconds(0.7), KickedAgainAt = Seconds(30),
        };
        var one = storm.RunInTest();
        var other = storm.RunInTest();
        Assert.Equal(Traced(one), Traced(other));
        Assert.NotEqual(Traced(one), Traced((storm with { Seed = 2 }).RunInTest()));
    }

    /// <summary>Whatever machine this runs on. A change of the model changes the numbers, and then they are to be written
    /// anew; a change of machine or framework must not.</summary>
    [Theory]
    [InlineData(Backoff.EqualJitter, 36_452, 18_915, 4_802, 948_550_204, 0x923AA58B98FC08D0)]
    [InlineData(Backoff.FullJitter, 38_497, 20_893, 4_811, 1_085_347_420, 0xD62A61C800BD174E)]
    [InlineData(Backoff.Decorrelated, 42_712, 19_560, 7_579, 1_195_870_771, 0x9EACB8E2B7AE913F)]
    public void The_same_storm_runs_the_same_on_every_machine(
        Backoff backoff, long events, long attempts, long deadWork, long endTicks, ulong series)
    {
        var outcome = new Storm
        {
            Clients = 2_000,
            AdmissionPerSecond = 150,
            AcceptQueue = 400,
            Backoff = backoff,
            ConnectTimeout = Seconds(2.5),
            KickedAgainAt = Seconds(60),
            RoundTrip = TimeSpan.FromMilliseconds(35),
            Seed = 7,
        }.RunInTest();
        Assert.Equal(
            (events, attempts, deadWork, endTicks),
            (outcome.Events, outcome.Attempts, outcome.DeadWork, outcome.AllBackAt!.Value.Ticks));
        // FNV-1a over both series.
        ulong hash = 14_695_981_039_346_656_037;
        foreach (int count in outcome.ConnectsPerSecond.Concat(outcome.AdmissionsPerSecond))
            hash = (hash ^ (ulong)count) * 1_099_511_628_211;
        Assert.Equal(series, hash);
    }

    [Fact]
    public void Clients_that_do_not_wait_try_all_the_time()
    {
        var storm = Small with { Backoff = Backoff.None, RoundTrip = Seconds(0.05), FirstWindow = Seconds(0) };
        var eager = storm.RunInTest();
        // 100 wait in the queue; the other 1,900 try 20 times a second while 100 a second go over: a triangle.
        const double Expected = 20 * 1_900 * 19 / 2.0;
        Assert.InRange(eager.Attempts, 0.95 * Expected, 1.05 * Expected);
        Assert.InRange(eager.AllBackAt!.Value.TotalSeconds, 20, 20 * 1.05);
    }

    [Fact]
    public void The_first_second_sees_twice_as_many_attempts_as_clients_unless_the_first_attempt_is_spread()
    {
        var atOnce = Storms.Reference with { Backoff = Backoff.FullJitter };
        Assert.InRange(atOnce.RunInTest().PeakConnectsPerSecond / (double)atOnce.Clients, 2.1, 2.3);
        var spread = (atOnce with { FirstWindow = Seconds(10) }).RunInTest();
        Assert.InRange(spread.PeakConnectsPerSecond / (double)atOnce.Clients, 0, 0.5);
    }

    [Fact]
    public void A_handshake_takes_the_time_of_the_broker()
    {
        var plain = (Small with { AdmissionPerSecond = 100 }).RunInTest();
        var tls = (Small with { AdmissionPerSecond = 200, HandshakeTime = TimeSpan.FromMilliseconds(5) }).RunInTest();
        Assert.Equal(plain.AllBackAt, tls.AllBackAt);
        Assert.Equal(plain.Attempts, tls.Attempts);
    }

    [Fact]
    public void Refusals_that_are_silent_cost_the_client_its_time_out()
    {
        var storm = Small with
        {
            Backoff = Backoff.Constant, FirstWindow = Seconds(0), AcceptQueue = 100, AdmissionPerSecond = 125,
        };
        var answered = storm.RunInTest();
        var silent = (storm with { Refusal = Refusal.Silent, ConnectTimeout = Seconds(4) }).RunInTest();
        Assert.Equal(0, answered.TimedOut);
        Assert.Equal(silent.Refused, silent.TimedOut);
        // 19 waves after the first, 1 s apart or 5 s apart; the last takes 0.8 s.
        Assert.Equal(19.8, answered.AllBackAt!.Value.TotalSeconds, 1e-6);
        Assert.Equal(19 * 5 + 0.8, silent.AllBackAt!.Value.TotalSeconds, 1e-6);
    }

    [Fact]
    public void A_queue_longer_than_the_patience_of_clients_makes_the_broker_work_for_nobody()
    {
        // F9, last line: 25,000 > 428/s x 10 s, and all try again in step.
        var storm = Storms.Reference with
        {
            Backoff = Backoff.Constant, ConnectTimeout = Seconds(10), AcceptQueue = 100_000, Limit = Seconds(120),
        };
        var stuck = storm.RunInTest();
        Assert.False(stuck.IsComplete);
        Assert.Null(stuck.AllBackAt);
        // Who was served before the first time-out is in; after that nobody.
        Assert.InRange(stuck.Back, 4_279, 4_280);
        Assert.Equal(0, stuck.AdmissionsPerSecond.Skip(11).Sum());
        Assert.InRange(stuck.DeadWorkShare, 0.9, 1);

        // The cure: hold no more connects than can be worked off before their clients give up.
        var cured = (storm with { AcceptQueue = 428 * 10 - 1 }).RunInTest();
        Assert.Equal(0, cured.DeadWork);
        Assert.InRange(cured.AllBackAt!.Value.TotalSeconds, storm.ShortestSeconds - 1e-6, storm.ShortestSeconds * 1.05);
    }

    [Fact]
    public void A_kick_while_all_are_back_begins_the_storm_anew()
    {
        var once = Small.RunInTest();
        var twice = (Small with { KickedAgainAt = Seconds(100) }).RunInTest();
        Assert.True(twice.IsComplete);
        Assert.Equal(2 * once.Admitted, twice.Admitted);
        Assert.InRange(twice.AllBackAt!.Value.TotalSeconds - 100, Small.ShortestSeconds, 3 * Small.ShortestSeconds);
        Assert.Equal(0, twice.ConnectsPerSecond[99]);
        Assert.InRange(twice.ConnectsPerSecond[100], Small.Clients, 3 * Small.Clients);
    }

    [Fact]
    public void A_broker_that_is_down_takes_nobody_in()
    {
        var down = (Small with { Downtime = Seconds(10), KickedAgainAt = Seconds(60) }).RunInTest();
        Assert.All(down.AdmissionsPerSecond.Take(10), each => Assert.Equal(0, each));
        Assert.All(down.AdmissionsPerSecond.Skip(60).Take(10), each => Assert.Equal(0, each));
        Assert.True(down.IsComplete);
    }

    [Fact]
    public void Connections_lost_one_after_the_other_make_no_storm()
    {
        var slow = (Small with { LossWindow = TimeSpan.FromSeconds(Small.ShortestSeconds / 0.5) }).RunInTest();
        Assert.Equal(1, slow.AttemptsPerClient);
    }

    [Fact]
    public void A_run_tells_how_far_it_is_and_can_be_stopped()
    {
        var parts = new List<double>();
        var large = Small with { Clients = 100_000, AdmissionPerSecond = 5_000 };
        large.Run(parts.Add, TestContext.Current.CancellationToken);
        Assert.InRange(parts.Count, 5, 100);
        Assert.Equal(parts.Order(), parts);
        Assert.All(parts, part => Assert.InRange(part, 0, 1));

        using var source = new CancellationTokenSource();
        Assert.Throws<OperationCanceledException>(() => large.Run(_ => source.Cancel(), source.Token));
    }

    [Fact]
    public void The_line_names_what_is_not_as_usual()
    {
        Assert.Equal("new Storm().Run()", new Storm().Line);
        Assert.Equal(
            "new Storm { Clients = 25000, LossWindow = TimeSpan.FromMilliseconds(100), " +
            "Backoff = Backoff.EqualJitter, ConnectTimeout = TimeSpan.FromSeconds(5), AdmissionPerSecond = 428.5, AcceptQueue = 7, " +
            "Refusal = Refusal.Silent }.Run()",
            new Storm
            {
                Clients = 25_000,
                LossWindow = Seconds(0.1),
                Backoff = Backoff.EqualJitter,
                ConnectTimeout = Seconds(5),
                AdmissionPerSecond = 428.5,
                AcceptQueue = 7,
                Refusal = Refusal.Silent,
            }.Line);
        Assert.EndsWith(Small.Line, Small.RunInTest().ToString());
    }

    [Fact]
    public void Impossible_inputs_get_a_sentence()
    {
        Refuses("Clients: expected 1 to 10,000,000 clients, got 0.", () => new Storm { Clients = 0 });
        Refuses("AdmissionPerSecond: expected", () => new Storm { AdmissionPerSecond = double.NaN });
        Refuses("AdmissionPerSecond: expected", () => new Storm { AdmissionPerSecond = -1 });
        Refuses("Base: expected a duration above 0", () => new Storm { Base = TimeSpan.Zero });
        Refuses("LossWindow: expected a duration from 0", () => new Storm { LossWindow = Seconds(-1) });
        Refuses("Limit: expected a duration above 0", () => new Storm { Limit = TimeSpan.MaxValue });
        Refuses("AcceptQueue: expected", () => new Storm { AcceptQueue = 0 });
        Refuses("RoundTrip: expected a duration above 0 where", () => new Storm { Backoff = Backoff.None }.RunInTest());
        Refuses("ConnectTimeout: expected a duration where", () => new Storm { Refusal = Refusal.Silent }.RunInTest());
        Refuses(
            "KickedAgainAt: expected a moment from",
            () => new Storm { LossWindow = Seconds(9), KickedAgainAt = Seconds(8) }.RunInTest());
    }

    private static string Traced(StormOutcome outcome) =>
        $"{outcome} {outcome.Events} {outcome.DeadWork} {outcome.TimedOut} {outcome.HalfBackAt} " +
        string.Join(' ', outcome.ConnectsPerSecond) + string.Join(' ', outcome.AdmissionsPerSecond);

    private static TimeSpan Seconds(double seconds) => TimeSpan.FromSeconds(seconds);

    private static void Refuses(string start, Func<object> act) =>
        Assert.StartsWith(start, Assert.Throws<ArgumentException>(() => act()).Message);
}
