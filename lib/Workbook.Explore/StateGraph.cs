using Workbook.Mqtt.Sessions;

namespace Workbook.Explore;

/// <summary>All states of a small model and the moves between them, to be looked at.</summary>
/// <param name="States">Each state in words, in the order in which they are found, breadth first; what different states
/// have in common gets a number.</param>
/// <param name="Moves">The moves.</param>
public sealed record StateGraph(IReadOnlyList<string> States, IReadOnlyList<StateGraphMove> Moves)
{
    /// <summary>Finds all states of a model.</summary>
    /// <param name="model">The model.</param>
    /// <param name="stateMaximum">The most that can be looked at, 1 to 1,000.</param>
    /// <param name="name">Says a state in words; null: what the system says of itself.</param>
    /// <exception cref="ArgumentException">The model has more states.</exception>
    public static StateGraph Of(IModel model, int stateMaximum = 40, Func<ISystem, string>? name = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentOutOfRangeException.ThrowIfLessThan(stateMaximum, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(stateMaximum, 1000);
        ISystem system = model.Begin();
        var numbers = new Dictionary<string, int>();
        var snapshots = new List<byte[]>();
        var names = new List<string>();
        var moves = new List<StateGraphMove>();
        Find();
        for (int from = 0; from < snapshots.Count; from++)
        {
            for (int move = 0; move < system.MoveCount; move++)
            {
                system.RestoreSnapshot(snapshots[from]);
                bool isFault = system.IsFault(move);
                if (!system.TryMove(move))
                    continue;
                int to = Find();
                system.RestoreSnapshot(snapshots[from]);
                moves.Add(new StateGraphMove(names[from], names[to], system.Describe(move), isFault));
            }
        }

        return new StateGraph(names, moves);

        int Find()
        {
            var writer = new SnapshotWriter();
            system.WriteSnapshot(writer);
            byte[] bytes = writer.Written.ToArray();
            if (numbers.TryGetValue(Convert.ToHexString(bytes), out int known))
                return known;
            if (snapshots.Count == stateMaximum)
            {
                throw new ArgumentException(
                    $"Expected a model of at most {stateMaximum} states, but {model.Name} has more; explore it " +
                    "instead.");
            }

            numbers.Add(Convert.ToHexString(bytes), snapshots.Count);
            snapshots.Add(bytes);
            string words = name?.Invoke(system) ?? system.ToString() ?? "";
            int same = 1 + names.Count(other =>
                other == words || other.StartsWith($"{words} (", StringComparison.Ordinal));
            names.Add(same == 1 ? words : $"{words} ({same})");
            return snapshots.Count - 1;
        }
    }
}

/// <summary>A move of a <see cref="StateGraph"/>.</summary>
/// <param name="From">The state in which it is made.</param>
/// <param name="To">The state to which it leads.</param>
/// <param name="Text">What it does.</param>
/// <param name="IsFault">Whether the adversary makes it.</param>
public sealed record StateGraphMove(string From, string To, string Text, bool IsFault);
