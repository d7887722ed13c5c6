namespace Workbook.Examples;

/// <summary>What a broker holds for its sessions.</summary>
/// <remarks>Formula F8: sessions x (base + subscriptions + queued x (payload + topic + bookkeeping)).</remarks>
public sealed record BrokerMemory
{
    /// <summary>Sessions, connected or not.</summary>
    public double Sessions { get; init => field = Expect.NotNegative(value, "sessions"); }

    /// <summary>Bytes of a session without subscriptions and queue.</summary>
    public double SessionBytes { get; init => field = Expect.NotNegative(value, "B"); } = 3000;

    /// <summary>Bytes of a connection, for those that are connected.</summary>
    public double ConnectionBytes { get; init => field = Expect.NotNegative(value, "B"); }

    /// <summary>The part of the sessions that is connected, 0 to 1.</summary>
    public double ConnectedPart { get; init => field = Expect.Probability(value); }

    /// <summary>Subscriptions of a session.</summary>
    public double Subscriptions { get; init => field = Expect.NotNegative(value, "subscriptions"); }

    /// <summary>Bytes of a subscription.</summary>
    public double SubscriptionBytes { get; init => field = Expect.NotNegative(value, "B"); } = 200;

    /// <summary>Messages that wait in a session.</summary>
    public double QueuedPerSession { get; init => field = Expect.NotNegative(value, "messages"); }

    /// <summary>Bytes of a payload.</summary>
    public double PayloadBytes { get; init => field = Expect.NotNegative(value, "B"); }

    /// <summary>Bytes of a topic name.</summary>
    public double TopicBytes { get; init => field = Expect.NotNegative(value, "B"); }

    /// <summary>Bytes that the broker keeps with a queued message.</summary>
    public double BookkeepingBytes { get; init => field = Expect.NotNegative(value, "B"); } = 100;

    /// <summary>How many sessions share one stored payload; 1: none.</summary>
    public double PayloadSharedBy { get; init => field = Expect.Within(value, 1, 1e9, "sessions"); } = 1;

    /// <summary>Computes the memory.</summary>
    public MemoryResult Compute()
    {
        var sheet = new Worksheet();
        double message = sheet.Line(
            "a queued message", BookkeepingBytes + (PayloadBytes + TopicBytes) / PayloadSharedBy, "B",
            $"{BookkeepingBytes} + ({PayloadBytes} + {TopicBytes}) / {PayloadSharedBy}");
        double sessions = sheet.Line(
            "sessions", Sessions * (SessionBytes + Subscriptions * SubscriptionBytes), "B",
            $"{Sessions} x ({SessionBytes} + {Subscriptions} x {SubscriptionBytes})");
        double connections = sheet.Line(
            "connections", Sessions * ConnectedPart * ConnectionBytes, "B",
            $"{Sessions} x {ConnectedPart} x {ConnectionBytes}");
        double queues = sheet.Line(
            "queues", Sessions * QueuedPerSession * message, "B", $"{Sessions} x {QueuedPerSession} x {message}");
        double total = sheet.Line("memory", sessions + connections + queues, "B", "sum");
        return new MemoryResult
        {
            Bytes = total,
            QueueBytes = queues,
            QueuedMessages = Sessions * QueuedPerSession,
            Working = sheet.Lines,
        };
    }
}
