using Workbook.Display;
using Workbook.Examples;

namespace Workbook;

public static partial class Show
{
    /// <summary>Shows how a model came to its figures, line by line with units, and below them what makes the result
    /// doubtful.</summary>
    /// <param name="title">What was computed.</param>
    /// <param name="result">What the model gave.</param>
    public static Table Working(string title, ModelResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        var table = Table.Of(
            title, new Column("Quantity"), new Column("Value", Align: Align.Right), new Column("Unit"),
            new Column("How it comes about"));
        return result.Working
            .Aggregate(table, (sofar, line) => sofar.Row(line.Quantity, line.Value, line.Unit, line.How))
            .Caption(Warnings(result));
    }

    /// <summary>Gives the warnings of a result in a line, or says that there are none.</summary>
    /// <param name="result">What a model gave.</param>
    public static string Warnings(ModelResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        return result.Warnings.Count == 0
            ? "No warning."
            : string.Join(" ", result.Warnings.Select(sentence => $"Warning: {sentence}"));
    }

    /// <summary>Draws which input matters: what becomes of an outcome when each input alone is moved down and up, the
    /// largest swing first.</summary>
    /// <param name="title">What is moved by what.</param>
    /// <param name="outcome">The outcome, as it stands at the axis.</param>
    /// <param name="rows">What <see cref="Examples.Sensitivity"/> gave.</param>
    /// <param name="step">The part by which each input was moved.</param>
    /// <exception cref="ArgumentException">There is no row, or the outcome is zero, so that no change of it is a part
    /// of it.</exception>
    public static Figure Sensitivity(
        string title, string outcome, IReadOnlyList<SensitivityRow> rows, double step = Examples.Sensitivity.DefaultStep)
    {
        ArgumentNullException.ThrowIfNull(rows);
        if (rows.Any(row => row.Base == 0))
            throw new ArgumentException($"Figure '{title}': {outcome} is 0 as it is, so it has no change in percent.");
        double Change(double moved, double asItIs) => Math.Round((moved / asItIs - 1) * 100, 2);
        return Figure.Bar(
                title, rows.Select(row => row.Input),
                ($"{step * 100:0.#} % less of it", rows.Select(row => Change(row.Lowered, row.Base))),
                ($"{step * 100:0.#} % more of it", rows.Select(row => Change(row.Raised, row.Base))))
            .XAxis("input, moved alone").YAxis($"change of {outcome}", "%");
    }
}
