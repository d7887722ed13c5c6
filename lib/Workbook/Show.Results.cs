using Workbook.Display;
using Workbook.Examples;

namespace Workbook;

public static partial class Show
{
    /// <summary>Shows how a model came to its figures, line by line, and what makes them doubtful.</summary>
    /// <param name="title">What was computed.</param>
    /// <param name="result">What a model of <c>Workbook.Examples</c> gave.</param>
    /// <returns>A table of the working; its caption bears the result's warnings.</returns>
    public static Table Working(string title, ModelResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        var table = Table.From(title, result.Working.Select(line => new
        {
            line.Quantity, line.How, line.Value, line.Unit,
        }));
        return result.Warnings.Count == 0 ? table : table.Caption("Warning: " + string.Join(" ", result.Warnings));
    }

    /// <summary>Draws which input matters: what becomes of an outcome when each input is moved alone.</summary>
    /// <param name="title">What is varied, and by how much.</param>
    /// <param name="outcome">The outcome, in a word or two.</param>
    /// <param name="rows">The inputs, the largest swing first.</param>
    /// <returns>Two bars for each input: the change of the outcome in per cent of the outcome as it is.</returns>
    public static Figure Sensitivity(string title, string outcome, IReadOnlyList<SensitivityRow> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        static double Change(SensitivityRow row, double moved) => Math.Round((moved / row.Base - 1) * 100, 1);
        return Figure.Bar(
                title, rows.Select(row => row.Input),
                ("input lowered", rows.Select(row => Change(row, row.Lowered))),
                ("input raised", rows.Select(row => Change(row, row.Raised))))
            .XAxis("input").YAxis($"change of {outcome}", "%");
    }
}
