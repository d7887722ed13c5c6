using System.Diagnostics;
using System.Globalization;
using System.Reflection;

namespace Workbook.Kernel;

/// <summary>The places of an exception as a notebook's reader knows them: cells, and what they called.</summary>
internal static class CellFrames
{
    // What the framework does inside a call adds nothing to the message; this program's own frames even less.
    private static readonly string[] Hidden = ["System", "Internal", "Microsoft.CodeAnalysis", "Workbook.Kernel"];

    /// <summary>The frames down to the outermost of a cell: below it stand the compiler's and ours.</summary>
    public static IReadOnlyList<(string Text, int? CellLine)> Of(Exception exception, string cell)
    {
        var places = new List<(string Text, int? CellLine)>();
        var count = 0;
        foreach (var frame in new StackTrace(exception, fNeedFileInfo: true).GetFrames())
        {
            if (frame.GetFileName() is { } file && IsCellCode(frame))
            {
                var line = frame.GetFileLineNumber();
                places.Add((string.Create(CultureInfo.InvariantCulture, $"{Shown(file)}, line {line}"),
                    file == cell ? line : null));
                count = places.Count;
            }
            else if (Name(frame) is { } name)
            {
                places.Add((name, null));
            }
        }

        return places[..count];
    }

    // Cells are named by their label; a file that a cell loads, by its path from the notebook.
    public static string Shown(string file) =>
        Path.IsPathRooted(file) ? Path.GetRelativePath(Environment.CurrentDirectory, file) : file;

    /// <summary>Whether the assembly was compiled from a cell: it lives in memory only.</summary>
    public static bool IsOfCell(Assembly assembly) => assembly is { IsDynamic: false, Location: "" };

    private static bool IsCellCode(StackFrame frame) =>
        frame.GetMethod()?.Module.Assembly is { } assembly && IsOfCell(assembly);

    private static string? Name(StackFrame frame)
    {
        if (frame.GetMethod() is not { DeclaringType: { } type } method) return null;
        var space = type.Namespace ?? "";
        if (Hidden.Any(hidden => (space + ".").StartsWith(hidden + ".", StringComparison.Ordinal))) return null;

        // An async method or lambda is compiled to a nested type or method named <Name>...
        var name = method.Name;
        if (method.Name == "MoveNext" && type.Name.StartsWith('<') && type.DeclaringType is { } outer)
            (name, type) = (type.Name, outer);
        if (name.StartsWith('<') && name.IndexOf('>', StringComparison.Ordinal) is > 1 and var end) name = name[1..end];
        return $"{type.Name}.{name}";
    }
}
