using Spectre.Console;

namespace Workbook.Cli;

/// <summary>Lines with colour, and a living line while work goes on; plain where output is redirected.</summary>
internal static class Terminal
{
    private static readonly bool IsLive = !Console.IsOutputRedirected && AnsiConsole.Profile.Capabilities.Interactive;

    /// <summary>Prints a line; redirected, it is not wrapped, so that it stays one line in a log.</summary>
    public static void Line(string text, string? colour = null)
    {
        if (!IsLive) Console.Out.WriteLine(text);
        else AnsiConsole.MarkupLine(colour is null ? Markup.Escape(text) : $"[{colour}]{Markup.Escape(text)}[/]");
    }

    /// <summary>Does the work, with a line that says so.</summary>
    public static T While<T>(string what, Func<T> work) => While(what, _ => work());

    /// <summary>Does the work, which may say anew what it is at.</summary>
    public static T While<T>(string what, Func<Action<string>, T> work)
    {
        if (IsLive)
        {
            return AnsiConsole.Status().Start(
                Markup.Escape(what), status => work(now => status.Status(Markup.Escape(now))));
        }

        Line(what + " ...");
        return work(_ => { });
    }

    /// <summary>Prints a table: with lines on a terminal, else its columns apart by two spaces.</summary>
    public static void Table(string[] headings, IReadOnlyList<string[]> rows)
    {
        if (IsLive)
        {
            var table = new Table().Border(TableBorder.Rounded).AddColumns([.. headings.Select(Markup.Escape)]);
            foreach (var row in rows) table.AddRow([.. row.Select(Markup.Escape)]);
            AnsiConsole.Write(table);
            return;
        }

        var widths = headings
            .Select((heading, i) => rows.Select(row => row[i].Length).Append(heading.Length).Max()).ToList();
        foreach (var row in rows.Prepend(headings))
            Line(string.Join("  ", row.Select((text, i) => text.PadRight(widths[i]))).TrimEnd());
    }
}
