namespace Workbook.Mqtt.Sessions;

/// <summary>The packet identifiers of one direction of one session: what is in use, and which comes next.</summary>
/// <remarks>
/// A client's PUBLISH, SUBSCRIBE and UNSUBSCRIBE share one number space (MQTT 3.1.1 [MQTT-2.3.1-2], MQTT 5.0
/// [MQTT-2.2.1-3]). Identifiers in use stand in a short array that is searched as a whole: tens are in flight, seldom
/// thousands.
/// </remarks>
public sealed class PacketIdentifiers
{
    private const int SmallestCapacity = 8;

    private readonly PacketIdentifierOrder order;
    private readonly ushort maximum;
    private ushort[] inUse = [];
    private ushort last;

    /// <summary>Makes a space in which all identifiers are free.</summary>
    /// <param name="order">Which free identifier is taken next.</param>
    /// <param name="maximum">The highest identifier, 1 to 65,535.</param>
    public PacketIdentifiers(
        PacketIdentifierOrder order = PacketIdentifierOrder.Counting, ushort maximum = ushort.MaxValue)
    {
        ArgumentOutOfRangeException.ThrowIfZero(maximum);
        this.order = order;
        this.maximum = maximum;
    }

    /// <summary>How many identifiers are in use.</summary>
    public int InUseCount { get; private set; }

    /// <summary>Whether an identifier is free.</summary>
    public bool IsAvailable => InUseCount < maximum;

    /// <summary>Gives the identifier taken last, from which counting goes on; 0 when none was, or when the order does
    /// not count.</summary>
    public ushort Last => last;

    /// <summary>Says whether an identifier is in use.</summary>
    /// <param name="identifier">The identifier.</param>
    public bool IsInUse(ushort identifier) => inUse.AsSpan(0, InUseCount).Contains(identifier);

    /// <summary>Takes a free identifier; never 0.</summary>
    /// <exception cref="InvalidOperationException">All are in use; ask <see cref="IsAvailable"/> first.</exception>
    public ushort Take()
    {
        if (!IsAvailable)
        {
            throw new InvalidOperationException(
                $"Expected a free packet identifier, but all {maximum} are in flight; wait for an acknowledgement.");
        }

        ushort candidate = order == PacketIdentifierOrder.Counting ? last : (ushort)0;
        do
            candidate = candidate >= maximum ? (ushort)1 : (ushort)(candidate + 1);
        while (IsInUse(candidate));
        if (order == PacketIdentifierOrder.Counting)
            last = candidate;
        Add(candidate);
        return candidate;
    }

    /// <summary>Makes an identifier free again; one that is free already stays so.</summary>
    /// <param name="identifier">The identifier.</param>
    public void Release(ushort identifier)
    {
        int position = inUse.AsSpan(0, InUseCount).IndexOf(identifier);
        if (position < 0)
            return;
        InUseCount--;
        inUse.AsSpan(position + 1, InUseCount - position).CopyTo(inUse.AsSpan(position));
    }

    /// <summary>Makes all identifiers free and counts from 1 again.</summary>
    public void Clear()
    {
        InUseCount = 0;
        last = 0;
    }

    /// <summary>Sets the space as a snapshot had it, with nothing in use yet.</summary>
    internal void RestoreLast(ushort identifier)
    {
        InUseCount = 0;
        last = identifier;
    }

    /// <summary>Marks an identifier as in use, from a snapshot.</summary>
    internal bool TryAdd(ushort identifier)
    {
        if (identifier == 0 || identifier > maximum || IsInUse(identifier))
            return false;
        Add(identifier);
        return true;
    }

    private void Add(ushort identifier)
    {
        if (InUseCount == inUse.Length)
            Array.Resize(ref inUse, Math.Max(SmallestCapacity, inUse.Length * 2));
        inUse[InUseCount++] = identifier;
    }
}
