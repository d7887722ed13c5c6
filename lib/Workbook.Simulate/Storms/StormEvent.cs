namespace Workbook.Simulate;

/// <summary>What happens in a storm.</summary>
internal enum StormEventKind
{
    /// <summary>A connect of a client reaches the broker.</summary>
    Attempt,

    /// <summary>A client has waited long enough for the answer to an attempt.</summary>
    TimeOut,

    /// <summary>The broker has worked off the connect at the head of its queue.</summary>
    Served,

    /// <summary>All who are connected or queued are thrown out.</summary>
    Kick,
}

/// <summary>One event of a storm, in 8 bytes: a million of them wait.</summary>
/// <param name="kind">What happens.</param>
/// <param name="client">Whom it concerns, where it concerns one.</param>
/// <param name="number">Which attempt it is or whose time-out, or in which of the broker's lives a service is; below
/// 2^29.</param>
internal readonly struct StormEvent(StormEventKind kind, int client, int number)
{
    private const int KindBits = 2;

    private readonly int packed = (number << KindBits) | (int)kind;

    public int Client => client;

    public StormEventKind Kind => (StormEventKind)(packed & ((1 << KindBits) - 1));

    public int Number => packed >> KindBits;
}
