using System.Net;
using Microsoft.CodeAnalysis.Scripting;

namespace Workbook.Kernel;

/// <summary>The variables that the cells of a session declared: the newest of each name.</summary>
internal static class SessionVariables
{
    /// <summary>Returns the table or the list to show, as text and as HTML.</summary>
    public static IReadOnlyDictionary<string, string> Show(ScriptState<object> state, bool isDetailed)
    {
        var rows = state.Variables.Reverse().DistinctBy(v => v.Name).OrderBy(v => v.Name, StringComparer.Ordinal)
            .Select(v => isDetailed ? new[] { v.Name, TypeName(v.Type), Value(v.Value) } : [v.Name])
            .Prepend(isDetailed ? ["Variable", "Type", "Value"] : ["Variable"])
            .ToList();
        var width = rows[0].Select((_, i) => rows.Max(row => row[i].Length)).ToList();
        var text = rows.Select(row => string.Join("  ", row.Select((cell, i) => cell.PadRight(width[i]))).TrimEnd());
        var html = rows.Select((row, i) => string.Concat(row.Select(cell =>
            (i == 0 ? "<th>" : "<td>") + WebUtility.HtmlEncode(cell) + (i == 0 ? "</th>" : "</td>"))));
        return new Dictionary<string, string>
        {
            ["text/html"] = $"<table>{string.Concat(html.Select(row => $"<tr>{row}</tr>"))}</table>",
            ["text/plain"] = string.Join('\n', text),
        };
    }

    private static string TypeName(Type type) => type.ToString();

    private static string Value(object? value)
    {
        var text = Formatting.Format(value, "text/plain")["text/plain"].ReplaceLineEndings(" ");
        return text.Length <= 80 ? text : text[..79] + "…";
    }
}
