namespace Workbook.Live;

/// <summary>The mosquitto installed on this machine as a target.</summary>
public sealed record MosquittoTarget : BrokerTarget
{
    /// <inheritdoc/>
    public override string Name => "mosquitto";

    /// <inheritdoc/>
    public override async Task<RunningBroker> StartAsync(CancellationToken cancellation = default)
    {
        MosquittoProcess process = await MosquittoProcess.StartAsync(cancellation).ConfigureAwait(false);
        try
        {
            var uri = new Uri($"mqtt://127.0.0.1:{process.Port}");
            BrokerCapabilities said = await BrokerCapabilities.AskAsync(uri, cancellation).ConfigureAwait(false);
            return new RunningBroker(Name, process.Version, uri, said, process.DisposeAsync)
            {
                ProcessId = process.ProcessId,
            };
        }
        catch
        {
            await process.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }
}
