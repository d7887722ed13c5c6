namespace Workbook.Explore;

/// <summary>Ends an exploration whose memory bound is reached; it does not leave the <see cref="Explorer"/>.</summary>
internal sealed class MemoryBoundException() : Exception("The memory bound is reached.");
