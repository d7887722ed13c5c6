using Workbook.Mqtt.Sessions;

namespace Workbook.Explore;

/// <summary>A system that can be in many states: what it may do next, and its state as bytes.</summary>
/// <remarks>
/// All that decides about the future and about the properties is in the snapshot; equal snapshots behave equally, and
/// different bytes count as different states. One system is used by one thread at a time and again and again.
/// </remarks>
public interface ISystem
{
    /// <summary>How many kinds of moves there are, possible now or not: 1 to 255.</summary>
    int MoveCount { get; }

    /// <summary>Makes a move if it is possible now.</summary>
    /// <param name="move">0 to <see cref="MoveCount"/> - 1.</param>
    /// <returns>False when the move is not possible now; then nothing has changed.</returns>
    bool TryMove(int move);

    /// <summary>Says whether a move is the adversary's: fairness does not ask for it, and "eventually" is asked of what
    /// happens when no such move is made any more.</summary>
    /// <param name="move">0 to <see cref="MoveCount"/> - 1.</param>
    bool IsFault(int move);

    /// <summary>Says in a few words what a move would do in the present state.</summary>
    /// <param name="move">A move that is possible now.</param>
    string Describe(int move);

    /// <summary>Writes the state as canonical bytes.</summary>
    /// <param name="writer">Where to.</param>
    void WriteSnapshot(SnapshotWriter writer);

    /// <summary>Replaces the state by one that was written by a system of the same model.</summary>
    /// <param name="bytes">The bytes of the state, at most 65,535.</param>
    /// <exception cref="SnapshotException">The bytes are not such a state.</exception>
    void RestoreSnapshot(ReadOnlySpan<byte> bytes);
}
