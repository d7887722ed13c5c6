namespace Workbook.Explore;

/// <summary>What went wrong on the way to a state of a <see cref="DeliverySystem"/>; it stays in the state.</summary>
[Flags]
internal enum DeliveryFlaws : byte
{
    None = 0,

    /// <summary>A message was delivered again.</summary>
    Repeated = 1 << 0,

    /// <summary>A message was delivered although one before it on its topic was not.</summary>
    LeftOut = 1 << 1,

    /// <summary>A new message got a packet identifier that the other side still knows.</summary>
    IdentifierReused = 1 << 2,

    /// <summary>A machine closed a connection for a protocol error.</summary>
    ClosedForError = 1 << 3,

    /// <summary>More messages were unacknowledged on a connection than its receiver allows.</summary>
    WindowExceeded = 1 << 4,
}
