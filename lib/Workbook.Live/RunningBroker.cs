namespace Workbook.Live;

/// <summary>A broker that is up: where it is, what it is, what it can do; disposing of it stops what was started for
/// it.</summary>
public sealed class RunningBroker : IAsyncDisposable
{
    private readonly Func<ValueTask> stop;
    private int isStopped;

    internal RunningBroker(string name, string version, Uri uri, BrokerCapabilities capabilities, Func<ValueTask> stop)
    {
        (Name, Version, Uri, Capabilities, this.stop) = (name, version, uri, capabilities, stop);
    }

    /// <summary>Its name: <c>embedded</c>, <c>mosquitto</c>, or its address without the secret.</summary>
    public string Name { get; }

    /// <summary>Its version, for instance <c>2.0.11</c>; empty when it is not known.</summary>
    public string Version { get; }

    /// <summary>Where clients connect.</summary>
    public Uri Uri { get; }

    /// <summary>What it said that it can do.</summary>
    public BrokerCapabilities Capabilities { get; }

    /// <summary>The broker itself, when it runs in this process; otherwise null.</summary>
    public LiveBroker? Embedded { get; internal init; }

    /// <summary>The process that was started for it, or null for none.</summary>
    public int? ProcessId { get; internal init; }

    /// <summary>Stops what was started, once; a broker that ran before goes on.</summary>
    public ValueTask DisposeAsync() => Interlocked.Exchange(ref isStopped, 1) == 0 ? stop() : ValueTask.CompletedTask;

    /// <summary>Gives name and version.</summary>
    public override string ToString() => Version.Length == 0 ? Name : $"{Name} {Version}";
}
