namespace Workbook.Explore;

/// <summary>What went wrong on the way to a state of a <see cref="RelaySystem"/>; it stays in the state.</summary>
[Flags]
internal enum RelayFlaws : byte
{
    None = 0,

    /// <summary>A message was delivered again.</summary>
    Repeated = 1 << 0,

    /// <summary>A message was delivered although one before it was not.</summary>
    LeftOut = 1 << 1,

    /// <summary>A new message got a packet identifier that the other side still knows.</summary>
    IdentifierReused = 1 << 2,

    /// <summary>A machine closed a connection for a protocol error.</summary>
    ClosedForError = 1 << 3,
}
