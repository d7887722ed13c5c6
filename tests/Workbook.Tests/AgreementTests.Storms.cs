using Workbook.Display;
using Workbook.Examples;
using Workbook.Mqtt.Packets;
using Workbook.Mqtt.Sessions;
using Workbook.Simulate;

namespace Workbook.Tests;

/// <summary>Storms: completion within 5 %.</summary>
/// <remarks>
/// The accept queue holds at least as much work as a client waits at most, so the broker never stands idle while
/// somebody is out, and the end does not hang on when the last clients happen to try again. Where the cap is longer
/// than the queue it does: then the end is one draw of many, and one run says nothing of another's draw.
/// </remarks>
public sealed partial class AgreementTests
{
    private const double CompletionPart = 0.05;

    private static readonly Storm Reference = new()
    {
        Clients = 300, AdmissionPerSecond = 75, FirstWindow = Second / 2, Base = Second / 2, Backoff = Backoff.Constant,
    };

    [Fact]
    public async Task A_storm_of_constant_retries_ends_at_the_same_time()
    {
        double form = new ReconnectStorm
        {
            Clients = Reference.Clients, AdmissionPerSecond = Reference.AdmissionPerSecond,
            Policy = RetryPolicy.Constant, Base = Reference.Base,
        }.Compute().Seconds;
        StormOutcome simulated = Reference.Run(stop: Cancel);
        StormOutcome live = await Reference.RunLiveAsync(ProtocolVersion.V311, Cancel);
        Print($"constant, closed form {form:0.000} s", simulated, live);
        AssertPart(form, Seconds(simulated), CompletionPart);
        AssertPart(form, Seconds(live), CompletionPart);
        AssertPart(Seconds(simulated), Seconds(live), CompletionPart);
        AssertPart(simulated.AttemptsPerClient, live.AttemptsPerClient, CompletionPart);
        // Both are drawn by the same figure.
        var lines = Show.Connects("Back", 10, ("simulated", simulated), ("live", live)).Traces.OfType<LineTrace>();
        Assert.Equal([simulated.Attempts, live.Attempts], lines.Select(line => (long)line.Ys.Sum()));
    }

    [Fact]
    public void Where_the_cap_is_longer_than_the_queue_seeds_differ_by_more_than_the_bound()
    {
        Storm storm = Reference with
        {
            Backoff = Backoff.FullJitter, Base = Second / 4, Cap = 4 * Second, AcceptQueue = 10,
        };
        double[] ends =
            [.. Enumerable.Range(1, 20).Select(seed => Seconds((storm with { Seed = seed }).Run(stop: Cancel)))];
        output.WriteLine($"20 seeds end from {ends.Min():0.000} to {ends.Max():0.000} s");
        Assert.True(ends.Max() > ends.Min() * (1 + CompletionPart));
    }

    [Fact]
    public async Task A_storm_of_full_jitter_ends_at_the_same_time()
    {
        Storm storm = Reference with { Backoff = Backoff.FullJitter, Base = Second / 4, Cap = Second };
        double bound = new ReconnectStorm
        {
            Clients = storm.Clients, AdmissionPerSecond = storm.AdmissionPerSecond, Policy = RetryPolicy.FullJitter,
            Base = storm.Base, Cap = storm.Cap,
        }.Compute().Seconds;
        StormOutcome simulated = storm.Run(stop: Cancel);
        StormOutcome live = await storm.RunLiveAsync(ProtocolVersion.V500, Cancel);
        Print($"full jitter, closed form at least {bound:0.000} s", simulated, live);
        // Other draws than those of one seed must not matter more than what is asserted.
        StormOutcome[] others =
            [.. Enumerable.Range(1, 20).Select(seed => (storm with { Seed = seed }).Run(stop: Cancel))];
        double[] ends = [.. others.Select(Seconds)];
        double[] attempts = [.. others.Select(each => each.AttemptsPerClient)];
        output.WriteLine($"  20 seeds end from {ends.Min():0.000} to {ends.Max():0.000} s, "
            + $"after {attempts.Min():0.00} to {attempts.Max():0.00} attempts each");
        Assert.InRange(ends.Max() / ends.Min(), 1, 1 + CompletionPart / 2);
        // A timer may fire a little before its time.
        Assert.InRange(Seconds(live), 0.99 * bound, double.PositiveInfinity);
        AssertPart(Seconds(simulated), Seconds(live), CompletionPart);
        Assert.InRange(
            live.AttemptsPerClient, attempts.Min() * (1 - CompletionPart), attempts.Max() * (1 + CompletionPart));
    }

    [Fact]
    public async Task A_live_storm_can_be_stopped() => await Assert.ThrowsAnyAsync<OperationCanceledException>(
        () => Reference.RunLiveAsync(cancellation: new CancellationToken(canceled: true)));

    [Fact]
    public async Task A_storm_that_is_not_run_live_says_why()
    {
        var error = await Assert.ThrowsAsync<ArgumentException>(
            () => (Reference with { ConnectTimeout = Second }).RunLiveAsync(cancellation: Cancel));
        Assert.StartsWith("ConnectTimeout: expected none, got 00:00:01; simulate this storm", error.Message);
    }

    [Fact]
    public async Task A_live_storm_that_does_not_end_in_time_gives_what_is_back_and_its_books_balance()
    {
        Storm storm = new()
        {
            Clients = 100, AdmissionPerSecond = 10, FirstWindow = Second / 10, Base = Second / 2, AcceptQueue = 2,
            Backoff = Backoff.Constant, Limit = Second,
        };
        StormOutcome live = await storm.RunLiveAsync(cancellation: Cancel);
        Assert.False(live.IsComplete);
        Assert.Null(live.AllBackAt);
        Assert.InRange(live.Back, 1, storm.Clients - 1);
        Assert.Equal(live.Attempts, live.ConnectsPerSecond.Sum());
        Assert.Equal(live.Back, live.AdmissionsPerSecond.Sum());
        // At the end at most two wait in the queue, and those whom the end overtook on the way.
        Assert.InRange(live.Attempts - live.Refused - live.Admitted, 0, storm.Clients - live.Back);
    }

    private static double Seconds(StormOutcome outcome) => outcome.AllBackAt!.Value.TotalSeconds;

    private static void AssertPart(double expected, double actual, double part) => Assert.True(
        Math.Abs(actual - expected) <= part * expected,
        $"expected {expected:0.###} within {part:P0}, got {actual:0.###}");

    private void Print(string title, StormOutcome simulated, StormOutcome live) => output.WriteLine(
        $"{title}: simulated {Seconds(simulated):0.000} s, {simulated.AttemptsPerClient:0.00} attempts each; "
        + $"live {Seconds(live):0.000} s, {live.AttemptsPerClient:0.00} attempts each");
}
