using Workbook.Mqtt.Sessions;

namespace Workbook.Explore;

/// <summary>A system with parts that behave alike, so that exchanging them turns each state into one with the same
/// future: the explorer then keeps one state for all of these.</summary>
/// <remarks>
/// The exchanges are a group, and each keeps the first state, the moves (by other numbers) and the verdicts of the
/// properties. The explorer relies on none of this blindly: it checks the first state, the properties in every state
/// that it visits, and the moves in samples, and refuses a symmetry that fails.
/// </remarks>
public interface ISymmetricSystem : ISystem
{
    /// <summary>How many exchanges there are, 1 to 120, the one that changes nothing included.</summary>
    int ExchangeCount { get; }

    /// <summary>Writes the state that the present one turns into, as <see cref="ISystem.WriteSnapshot"/> writes
    /// it.</summary>
    /// <param name="exchange">0, which changes nothing, to <see cref="ExchangeCount"/> - 1.</param>
    /// <param name="writer">Where to.</param>
    void WriteExchanged(int exchange, SnapshotWriter writer);
}
