using Workbook.Mqtt.Sessions;

namespace Workbook.Explore;

/// <summary>A model written down in a few lines: its states are texts, and a function says which moves lead from one to
/// which others.</summary>
/// <param name="name">The model in a few words.</param>
/// <param name="first">The first state, up to 1,000 characters, as all others.</param>
/// <param name="movesFrom">The moves from a state, at most 100: what each does, and to which state it leads. The same
/// state has the same moves each time.</param>
/// <param name="properties">What is claimed.</param>
public sealed class SketchModel(
    string name, string first, Func<string, IEnumerable<(string Move, string To)>> movesFrom,
    params ModelProperty[] properties) : IModel
{
    internal const int MoveMaximum = 100;

    /// <inheritdoc/>
    public string Name => name;

    /// <inheritdoc/>
    public IReadOnlyList<ModelProperty> Properties => properties;

    /// <inheritdoc/>
    public ISystem Begin() => new SketchSystem(first, movesFrom);

    /// <summary>Gives <see cref="Name"/>.</summary>
    public override string ToString() => name;
}

/// <summary>A system of a <see cref="SketchModel"/>.</summary>
public sealed class SketchSystem : ISystem
{
    private readonly Func<string, IEnumerable<(string Move, string To)>> movesFrom;

    internal SketchSystem(string first, Func<string, IEnumerable<(string Move, string To)>> movesFrom) =>
        (State, this.movesFrom) = (first, movesFrom);

    /// <summary>The present state.</summary>
    public string State { get; private set; }

    /// <inheritdoc/>
    public int MoveCount => SketchModel.MoveMaximum;

    /// <inheritdoc/>
    public bool TryMove(int move)
    {
        (string Move, string To)[] possible = [.. movesFrom(State).Take(SketchModel.MoveMaximum)];
        if (move >= possible.Length)
            return false;
        State = possible[move].To;
        return true;
    }

    /// <summary>No move of a sketch is the adversary's.</summary>
    /// <inheritdoc/>
    public bool IsFault(int move) => false;

    /// <inheritdoc/>
    public string Describe(int move) => movesFrom(State).ElementAt(move).Move;

    /// <inheritdoc/>
    public void WriteSnapshot(SnapshotWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteText(State);
    }

    /// <inheritdoc/>
    public void RestoreSnapshot(ReadOnlySpan<byte> bytes)
    {
        var reader = new SnapshotReader(bytes);
        State = reader.ReadText("a state of a sketch");
        reader.ExpectEnd();
    }

    /// <summary>Gives the state.</summary>
    public override string ToString() => State;
}
