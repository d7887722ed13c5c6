using Workbook.Mqtt.Sessions;

namespace Workbook.Simulate.Tests;

/// <summary>The storm of which the closed forms have figures.</summary>
internal static class Storms
{
    /// <summary>25,000 clients lose their connection in one moment, and 428 a second are taken in: what one core does
    /// of RSA handshakes. The queue holds a second's work, as a slot of the slot simulation does.</summary>
    public static readonly Storm Reference = new()
    {
        Clients = 25_000,
        AdmissionPerSecond = 428,
        FirstWindow = TimeSpan.Zero,
        Backoff = Backoff.FullJitter,
        Cap = TimeSpan.FromSeconds(120),
    };

    /// <summary>Runs a storm until the test is cancelled.</summary>
    public static StormOutcome RunInTest(this Storm storm) =>
        storm.Run(stop: TestContext.Current.CancellationToken);
}
