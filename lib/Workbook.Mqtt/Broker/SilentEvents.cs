namespace Workbook.Mqtt.Broker;

/// <summary>Hears everything and does nothing.</summary>
public sealed class SilentEvents : IBrokerEvents
{
    private SilentEvents()
    {
    }

    /// <summary>The one instance; it has no state.</summary>
    public static SilentEvents Instance { get; } = new();
}
