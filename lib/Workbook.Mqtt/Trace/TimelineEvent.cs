namespace Workbook.Mqtt.Trace;

/// <summary>Something that happened to a connection as a whole.</summary>
public sealed record TimelineEvent : TimelineEntry
{
    /// <summary>What happened.</summary>
    public required ConnectionChange Change { get; init; }

    /// <summary>The name of the client, as far as it is known at that time.</summary>
    public required string Client { get; init; }

    /// <summary>The event in a few words, for instance <c>connection 1 cut</c>.</summary>
    public string Summary => Change switch
    {
        ConnectionChange.ClosedByClient => $"connection {Connection} closed by the client",
        ConnectionChange.ClosedByServer => $"connection {Connection} closed by the server",
        ConnectionChange.Refused => $"connection {Connection} refused: the server cannot be reached",
        var change => $"connection {Connection} {change.ToString().ToLowerInvariant()}",
    };

    /// <summary>Gives time and event in one line.</summary>
    public override string ToString() => $"{Milliseconds} ms  #{Connection}  {Summary}";
}
