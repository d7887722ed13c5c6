namespace Workbook.Explore;

/// <summary>Checks on visited states that the exchanges of a system are what they claim to be, so that one state can
/// stand for all that they turn it into.</summary>
/// <param name="model">The model.</param>
/// <param name="orbit">The orbit of the system that visits; it is written anew.</param>
internal sealed class SymmetryCheck(IModel model, Orbit orbit)
{
    /// <summary>Of each partition so many states are sampled from the first on, and then one of as many.</summary>
    private const int SampleRate = 64;

    private readonly ISystem present = model.Begin();
    private readonly ISystem exchanged = model.Begin();
    private readonly ModelProperty[] properties = [.. model.Properties];

    public static bool IsSample(int index) => index < SampleRate || index % SampleRate == 0;

    /// <summary>Makes sure that nothing changes the first state; call it before the first move.</summary>
    public void ExpectFixedFirst()
    {
        orbit.Write();
        if (orbit.Size == 1)
            return;
        throw new ArgumentException(
            $"Expected a first state of {model.Name} that no exchange changes, but there are {orbit.Size} such " +
            "states: explore it without the symmetry.");
    }

    /// <summary>Makes sure that properties, and in a sample the moves, are the same after each exchange.</summary>
    /// <param name="verdict">Which conditions hold in the visited state, in which the system of the orbit is, one bit
    /// each.</param>
    /// <param name="isSample">Whether to compare the moves too.</param>
    public void Check(uint verdict, bool isSample)
    {
        orbit.Write();
        for (int exchange = 1; exchange < orbit.ExchangeCount; exchange++)
        {
            if (orbit[exchange].SequenceEqual(orbit[0]))
                continue;
            exchanged.RestoreSnapshot(orbit[exchange]);
            for (int number = 0; number < properties.Length; number++)
            {
                if (properties[number].Condition(exchanged) != ((verdict >> number & 1) != 0))
                    throw Asymmetric($"'{properties[number].Sentence}'", "the same verdict");
            }

            if (isSample)
                CompareMoves(orbit[0], orbit[exchange]);
        }
    }

    private void CompareMoves(ReadOnlySpan<byte> state, ReadOnlySpan<byte> image)
    {
        if (!MovesFrom(present, state).SetEquals(MovesFrom(exchanged, image)))
            throw Asymmetric("the moves", "the same goals");
    }

    private static HashSet<(bool IsFault, string To)> MovesFrom(ISystem system, ReadOnlySpan<byte> state)
    {
        var around = new Orbit(system);
        var moves = new HashSet<(bool, string)>();
        for (int move = 0; move < system.MoveCount; move++)
        {
            system.RestoreSnapshot(state);
            bool isFault = system.IsFault(move);
            if (!system.TryMove(move))
                continue;
            around.Write();
            moves.Add((isFault, Convert.ToHexString(around.Least)));
        }

        return moves;
    }

    private ArgumentException Asymmetric(string what, string shared) => new(
        $"Expected {what} to have {shared} in all states that a symmetry takes for one, but after an exchange it is " +
        $"otherwise; explore without the symmetry: {model.Name}.");
}
