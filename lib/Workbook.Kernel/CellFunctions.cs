using Microsoft.AspNetCore.Html;

namespace Workbook.Kernel;

/// <summary>What every cell can call without a prefix, under the names that .NET Interactive gave them.</summary>
public static class CellFunctions
{
#pragma warning disable IDE1006 // The lower-case name is the one that notebooks use.
    /// <summary>Shows a value under the running cell, in its preferred mime types or in those named.</summary>
    public static void display(object? value, params string[] mimeTypes) =>
        CellContext.Current?.Write(new CellOutput.Display(Formatting.Format(value, mimeTypes)));
#pragma warning restore IDE1006

    /// <summary>Marks a text as HTML, so that it is rendered when shown.</summary>
    public static IHtmlContent HTML(string content) => new HtmlString(content);
}
