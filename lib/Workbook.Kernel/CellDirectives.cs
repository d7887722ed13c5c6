using System.Text.RegularExpressions;

namespace Workbook.Kernel;

/// <summary>Directives that the compiler would answer with a riddle get a sentence before it is asked.</summary>
internal static partial class CellDirectives
{
    /// <summary>Returns the error of the first directive that cannot work, or null.</summary>
    public static CellError? Check(string code, CellLabel label)
    {
        var number = 0;
        foreach (var line in code.Split('\n'))
        {
            number++;
            if (Problem(line.TrimEnd()) is { } problem) return CellError.At(label, number, "DirectiveError", problem);
        }

        return null;
    }

    private static string? Problem(string line)
    {
        if (Magic().Match(line) is { Success: true } magic)
            return $"'{magic.Value}' is not known here: write the cell in plain C#.";
        if (Reference().Match(line) is not { Success: true } reference) return null;
        var target = reference.Groups["target"].Value.Trim();
        if (target.StartsWith("nuget:", StringComparison.OrdinalIgnoreCase))
        {
            return $"#r \"{target}\" would download a package, which is not supported here: "
                + "refer to a built library with #r \"path.dll\".";
        }

        var path = Path.GetFullPath(target);
        if (!target.EndsWith(".dll", StringComparison.OrdinalIgnoreCase) || File.Exists(path)) return null;
        return $"#r \"{target}\" finds no file at '{path}': build the library first "
            + "(the workbook's own with 'dotnet build lib/Workbook'), then run the notebook again.";
    }

    [GeneratedRegex(@"^#!\w[\w-]*")]
    private static partial Regex Magic();

    [GeneratedRegex(@"^\s*#r\s+""(?<target>[^""]*)""")]
    private static partial Regex Reference();
}
