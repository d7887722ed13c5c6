using System.Diagnostics;
using Workbook.Live;
using Workbook.Mqtt.Packets;
using Workbook.Mqtt.Sessions;
using Workbook.Simulate;

namespace Workbook;

/// <summary>Runs a reconnection storm on sockets: the same inputs as the simulation, and the same outcome.</summary>
/// <remarks>
/// The clients have no connection at the start. They are real ones, and the broker is the embedded one with
/// <see cref="ConnectAdmission"/>, all in this process on loopback. Waits and starts come from random streams of
/// <see cref="Storm.Seed"/>, one for each client, so they are the same in every run; when packets pass is not.
/// </remarks>
public static class LiveStorm
{
    /// <summary>The most clients of a live storm; each is a socket at both ends.</summary>
    public const int ClientsMaximum = 1000;

    /// <summary>The longest live storm; <see cref="Storm.Limit"/> may be shorter.</summary>
    public static readonly TimeSpan LongestRun = TimeSpan.FromMinutes(1);

    /// <summary>Runs the storm on sockets, in real time.</summary>
    /// <param name="storm">Up to <see cref="ClientsMaximum"/> clients without connect time-out, downtime and second
    /// kick: those are for the simulation. <see cref="Storm.RoundTrip"/> is waited in addition to what loopback
    /// takes.</param>
    /// <param name="version">The version that the clients speak.</param>
    /// <param name="cancellation">Stops the run.</param>
    /// <returns>What the clients saw; its <see cref="StormOutcome.Events"/> is 0, for nothing was simulated. If not all
    /// came back in time, those that did.</returns>
    /// <exception cref="ArgumentException">The storm asks for what is not run live; the message says what.</exception>
    /// <exception cref="OperationCanceledException">The run was stopped.</exception>
    public static async Task<StormOutcome> RunLiveAsync(
        this Storm storm, ProtocolVersion version = ProtocolVersion.V500, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(storm);
        Check(storm);
        storm = storm with { Limit = storm.Limit < LongestRun ? storm.Limit : LongestRun };
        CancellationToken cell = Lab.RunningCell;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation, cell);
        await using LiveBroker broker = LiveBroker.Start(new LiveBrokerOptions
        {
            Admission = new ConnectAdmission
            {
                PerSecond = 1 / storm.ServiceSeconds, QueueMaximum = storm.AcceptQueueMaximum,
            },
        });
        StormClient[] clients =
            [.. Enumerable.Range(0, storm.Clients).Select(number => new StormClient(storm, number, broker, version))];
        try
        {
            await WarmUpAsync(broker, version, limit.Token).ConfigureAwait(false);
            limit.CancelAfter(storm.Limit);
            long start = Stopwatch.GetTimestamp();
            IEnumerable<Task> coming = clients.Select(client => client.ComeBackAsync(start, limit.Token));
            await Task.WhenAll(coming).ConfigureAwait(false);
            cancellation.ThrowIfCancellationRequested();
            cell.ThrowIfCancellationRequested();
            return OutcomeOf(storm, clients);
        }
        finally
        {
            await Task.WhenAll(clients.Select(client => client.DisposeAsync().AsTask())).ConfigureAwait(false);
        }
    }

    private static void Check(Storm storm)
    {
        string? wrong = storm switch
        {
            { Clients: > ClientsMaximum } =>
                $"{nameof(Storm.Clients)}: expected at most {ClientsMaximum:#,0} clients, got {storm.Clients:#,0}",
            { ConnectTimeout: { } timeout } =>
                $"{nameof(Storm.ConnectTimeout)}: expected none, got {timeout}",
            { KickedAgainAt: { } at } => $"{nameof(Storm.KickedAgainAt)}: expected none, got {at}",
            { Refusal: Refusal.Silent } =>
                $"{nameof(Storm.Refusal)}: expected {nameof(Refusal.AtOnce)}, got {nameof(Refusal.Silent)}",
            _ when storm.Downtime > TimeSpan.Zero => $"{nameof(Storm.Downtime)}: expected 0, got {storm.Downtime}",
            _ => null,
        };
        if (wrong is not null)
            throw new ArgumentException($"{wrong}; simulate this storm, or change it to run it live.", nameof(storm));
    }

    /// <summary>Connects one client, so that the storm does not begin with the compilation of what it runs.</summary>
    private static async Task WarmUpAsync(LiveBroker broker, ProtocolVersion version, CancellationToken cancellation)
    {
        await using var first = new LiveClient(
            new LiveClientOptions { Server = broker.Uri, ClientIdentifier = "warm-up", ProtocolVersion = version });
        await first.ConnectAsync(cancellation).ConfigureAwait(false);
    }

    private static StormOutcome OutcomeOf(Storm storm, StormClient[] clients)
    {
        TimeSpan[] attempts = [.. clients.SelectMany(client => client.Attempts)];
        StormClient[] back = [.. clients.Where(client => client.BackAt is not null).OrderBy(client => client.BackAt)];
        TimeSpan[] admissions = [.. back.Select(client => client.BackAt!.Value)];
        TimeSpan? WhenBack(int count) => count <= admissions.Length ? admissions[count - 1] : null;
        int seconds = 1 + (int)attempts.Concat(admissions).DefaultIfEmpty().Max().TotalSeconds;
        return new StormOutcome
        {
            Storm = storm,
            Events = 0,
            Attempts = attempts.Length,
            Refused = clients.Sum(client => client.RefusedCount),
            TimedOut = 0,
            Admitted = admissions.Length,
            DeadWork = 0,
            MeanAnswerTime = TimeSpan.FromTicks(
                (long)back.Select(each => (each.BackAt!.Value - each.Attempts[^1]).Ticks).DefaultIfEmpty().Average()),
            Back = admissions.Length,
            HalfBackAt = WhenBack((storm.Clients + 1) / 2),
            Back99PercentAt = WhenBack((storm.Clients * 99 + 99) / 100),
            AllBackAt = WhenBack(storm.Clients),
            ConnectsPerSecond = PerSecond(attempts, seconds),
            AdmissionsPerSecond = PerSecond(admissions, seconds),
        };
    }

    private static int[] PerSecond(TimeSpan[] moments, int seconds)
    {
        var counts = new int[seconds];
        foreach (TimeSpan at in moments)
            counts[(int)at.TotalSeconds]++;
        return counts;
    }

    /// <summary>One client of the storm, and what it saw.</summary>
    private sealed class StormClient(Storm storm, int number, LiveBroker broker, ProtocolVersion version)
        : IAsyncDisposable
    {
        private readonly RandomStream random = new(storm.Seed, $"storm client {number}");
        private readonly LiveClient client = new(new LiveClientOptions
        {
            Server = broker.Uri,
            ClientIdentifier = $"client-{number}",
            ProtocolVersion = version,
            KeepAlive = TimeSpan.Zero,
            ConnectTimeout = LongestRun,
        });

        /// <summary>When each attempt began, since the start of the storm.</summary>
        internal List<TimeSpan> Attempts { get; } = [];

        internal int RefusedCount { get; private set; }

        /// <summary>When the broker accepted; null: not yet.</summary>
        internal TimeSpan? BackAt { get; private set; }

        public ValueTask DisposeAsync() => client.DisposeAsync();

        /// <summary>Tries until the broker accepts, or the time is over.</summary>
        internal async Task ComeBackAsync(long start, CancellationToken stop)
        {
            try
            {
                await Task.Delay(Below(storm.LossWindow) + Below(storm.FirstWindow), stop).ConfigureAwait(false);
                for (double wait = storm.Base.Ticks; BackAt is null;)
                {
                    Attempts.Add(Stopwatch.GetElapsedTime(start));
                    if (await TryAsync(stop).ConfigureAwait(false))
                    {
                        BackAt = Stopwatch.GetElapsedTime(start);
                        return;
                    }

                    wait = storm.Backoff.Wait(
                        storm.Base.Ticks, storm.Cap.Ticks, ++RefusedCount, wait, random.NextUnit());
                    await Task.Delay(storm.RoundTrip + new TimeSpan((long)wait), stop).ConfigureAwait(false);
                }
            }
            catch (OperationCanceledException)
            {
                // The time is over: this client is not back.
            }
        }

        private async Task<bool> TryAsync(CancellationToken stop)
        {
            try
            {
                await client.ConnectAsync(stop).ConfigureAwait(false);
                return true;
            }
            catch (MqttConnectException error)
                when (error.ReasonCode is ReasonCode.ServerBusy or ReasonCode.ServerUnavailable)
            {
                return false;
            }
        }

        private TimeSpan Below(TimeSpan bound) => bound > TimeSpan.Zero ? random.NextBelow(bound) : TimeSpan.Zero;
    }
}
