namespace Workbook.Simulate;

/// <summary>What a client loses when its process dies without its session.</summary>
/// <param name="UnacknowledgedCount">Messages at QoS 1 and 2 whose exchange was not finished.</param>
/// <param name="WaitingCount">Messages that were never sent.</param>
/// <param name="ReceivedIdentifierCount">Packet identifiers of QoS 2 messages that it had received: a copy of these is
/// not recognised any more.</param>
public sealed record LostMemory(int UnacknowledgedCount, int WaitingCount, int ReceivedIdentifierCount)
{
    /// <summary>Nothing: the session was kept.</summary>
    public static LostMemory Nothing { get; } = new(0, 0, 0);
}
