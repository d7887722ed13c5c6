using Workbook.Mqtt.Packets;
using Workbook.Mqtt.Sessions;

namespace Workbook.Simulate;

/// <summary>What a simulated client is like: its CONNECT, its session, its subscriptions, how it comes back.</summary>
public sealed record ClientSetup
{
    /// <summary>The CONNECT; the client identifier is filled in with the client's name.</summary>
    /// <remarks>The default is MQTT 5.0 with a session that lives for an hour after the connection.</remarks>
    public ConnectPacket Connect { get; init; } = new()
    {
        ProtocolVersion = ProtocolVersion.V500,
        CleanStart = false,
        Properties = new Properties { SessionExpiryInterval = 3600 },
    };

    /// <summary>The choices of its session.</summary>
    public ClientOptions Session { get; init; } = new() { TopicAliasMaximum = 0 };

    /// <summary>What it subscribes to whenever the server has no session for it.</summary>
    public IReadOnlyList<Subscription> Subscriptions { get; init; } = [];

    /// <summary>How long it waits before it connects again after a lost connection; null: it does not.</summary>
    public TimeSpan? ReconnectAfter
    {
        get;
        init => field = value is { } wait ? Expect.NotNegative(wait) : null;
    } = TimeSpan.FromSeconds(1);

    /// <summary>The longest wait: each failed attempt doubles it up to here. Below
    /// <see cref="ReconnectAfter"/> it stays constant.</summary>
    public TimeSpan ReconnectMaximum { get; init => field = Expect.NotNegative(value); }

    /// <summary>Whether the wait is drawn evenly from zero to its value (full jitter).</summary>
    public bool HasReconnectJitter { get; init; }

    /// <summary>Its link.</summary>
    public LinkConditions Link { get; init; } = new();

    /// <summary>Its radio; null: what it consumes is not asked.</summary>
    public RadioCurrents? Radio { get; init; }
}
