namespace Workbook.Explore;

/// <summary>Undoes exchanges: between states that stand for others each move is one of some state of an orbit; what a
/// reader wants is one run of one system.</summary>
internal static class RealRun
{
    /// <summary>Finds a run that passes through a state of each orbit in turn. There is one with as many moves, because
    /// what one state of an orbit can do, each of them can.</summary>
    /// <param name="model">The model, whose systems are symmetric.</param>
    /// <param name="orbits">The states that stand for the orbits, from the first on.</param>
    /// <returns>The moves, and the state before each and after the last.</returns>
    /// <exception cref="NondeterminismException">No move leads on: the symmetry is none.</exception>
    public static (List<int> Moves, List<byte[]> Snapshots) Through(IModel model, IReadOnlyList<byte[]> orbits)
    {
        ISystem system = model.Begin();
        var orbit = new Orbit(system);
        orbit.Write();
        var moves = new List<int>(orbits.Count - 1);
        var snapshots = new List<byte[]>(orbits.Count) { orbit[0].ToArray() };
        for (int step = 1; step < orbits.Count; step++)
        {
            moves.Add(MoveTo(orbits[step], step));
            snapshots.Add(orbit[0].ToArray());
        }

        return (moves, snapshots);

        int MoveTo(byte[] wanted, int step)
        {
            for (int move = 0; move < system.MoveCount; move++)
            {
                system.RestoreSnapshot(snapshots[^1]);
                if (!system.TryMove(move))
                    continue;
                orbit.Write();
                if (orbit.Least.SequenceEqual(wanted))
                    return move;
            }

            throw new NondeterminismException(
                $"Expected a move at step {step} of {orbits.Count - 1} to a state that the symmetry of {model.Name} " +
                "takes for the one explored, but there is none: the exchanges do not keep the moves.");
        }
    }
}
