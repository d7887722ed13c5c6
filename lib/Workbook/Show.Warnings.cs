using Workbook.Examples;

namespace Workbook;

public static partial class Show
{
    /// <summary>Gives the warnings of a result as one text, for a cell of a table; says so when there are none.</summary>
    /// <param name="result">What a model of <c>Workbook.Examples</c> gave.</param>
    public static string Warnings(ModelResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        return result.Warnings.Count == 0 ? "none" : string.Join(" ", result.Warnings);
    }
}
