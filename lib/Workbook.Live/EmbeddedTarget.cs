namespace Workbook.Live;

/// <summary>The broker of this book as a target.</summary>
public sealed record EmbeddedTarget : BrokerTarget
{
    /// <inheritdoc/>
    public override string Name => "embedded";

    /// <summary>How the broker is set up; by default a free loopback port and the default policy.</summary>
    public LiveBrokerOptions Options { get; init; } = new();

    /// <inheritdoc/>
    public override async Task<RunningBroker> StartAsync(CancellationToken cancellation = default)
    {
        LiveBroker broker = LiveBroker.Start(Options);
        try
        {
            BrokerCapabilities said = await BrokerCapabilities.AskAsync(broker.Uri, cancellation).ConfigureAwait(false);
            string version = typeof(LiveBroker).Assembly.GetName().Version?.ToString(3) ?? "";
            return new RunningBroker(Name, version, broker.Uri, said, broker.DisposeAsync) { Embedded = broker };
        }
        catch
        {
            await broker.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }
}
