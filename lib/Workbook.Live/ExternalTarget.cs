namespace Workbook.Live;

/// <summary>A broker that runs already, anywhere, as a target; it is neither started nor stopped.</summary>
/// <param name="Server">Its address, with user name and password where it wants them.</param>
public sealed record ExternalTarget(Uri Server) : BrokerTarget
{
    /// <inheritdoc/>
    public override string Name => $"mqtt://{MqttAddress.Of(Server)}";

    /// <inheritdoc/>
    public override async Task<RunningBroker> StartAsync(CancellationToken cancellation = default)
    {
        try
        {
            BrokerCapabilities said = await BrokerCapabilities.AskAsync(Server, cancellation).ConfigureAwait(false);
            return new RunningBroker(Name, "", Server, said, () => ValueTask.CompletedTask);
        }
        catch (MqttConnectException error)
        {
            throw new BrokerTargetException(error.Message, error);
        }
    }
}
