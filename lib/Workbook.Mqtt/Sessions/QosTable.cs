using System.Runtime.CompilerServices;

namespace Workbook.Mqtt.Sessions;

/// <summary>A complete transition table: exactly one row for each state and input. Machines run it, tests enumerate it,
/// diagrams are drawn from it.</summary>
/// <typeparam name="TState">The states: a byte enum counting from 0.</typeparam>
/// <typeparam name="TInput">The inputs: a byte enum counting from 0.</typeparam>
public sealed class QosTable<TState, TInput>
    where TState : struct, Enum
    where TInput : struct, Enum
{
    private static readonly int stateCount = Enum.GetValues<TState>().Length;
    private static readonly int inputCount = Enum.GetValues<TInput>().Length;

    private readonly QosTransition<TState, TInput>[] rows;

    /// <summary>Makes a table.</summary>
    /// <param name="rows">The rows, in any order.</param>
    /// <exception cref="ArgumentException">A row is missing or stands twice.</exception>
    public QosTable(params ReadOnlySpan<QosTransition<TState, TInput>> rows)
    {
        this.rows = new QosTransition<TState, TInput>[stateCount * inputCount];
        foreach (QosTransition<TState, TInput> row in rows)
        {
            ref QosTransition<TState, TInput> place = ref this.rows[Position(row.From, row.Input)];
            if (place is not null)
                throw new ArgumentException(
                    $"Expected one row for {row.From} and {row.Input}, but there are two; remove one.");
            place = row;
        }

        int missing = Array.IndexOf(this.rows, null);
        if (missing >= 0)
        {
            throw new ArgumentException(
                "Expected a row for each state and input, but there is none for " +
                $"{Enum.GetValues<TState>()[missing / inputCount]} " +
                $"and {Enum.GetValues<TInput>()[missing % inputCount]}; add it, also when the input is ignored.");
        }
    }

    /// <summary>The rows, by state and then by input.</summary>
    public IReadOnlyList<QosTransition<TState, TInput>> Rows => rows;

    /// <summary>Gives the row for a state and an input.</summary>
    /// <param name="state">The state before.</param>
    /// <param name="input">What happened.</param>
    public QosTransition<TState, TInput> this[TState state, TInput input] => rows[Position(state, input)];

    /// <summary>Gives a table in which one row is replaced: how a deliberate fault is made, to see what it
    /// breaks.</summary>
    /// <param name="replacement">The row to put in the place of the one with the same state and input.</param>
    public QosTable<TState, TInput> With(QosTransition<TState, TInput> replacement)
    {
        QosTransition<TState, TInput>[] changed = [.. rows];
        changed[Position(replacement.From, replacement.Input)] = replacement;
        return new QosTable<TState, TInput>(changed);
    }

    private static int Position(TState state, TInput input) =>
        Unsafe.As<TState, byte>(ref state) * inputCount + Unsafe.As<TInput, byte>(ref input);
}
