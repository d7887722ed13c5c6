using System.Reflection;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Workbook.Kernel;

/// <summary>
/// The directives of cells that are not C#'s own: divides a cell by them into steps. Those that the compiler would
/// answer with a riddle become a problem with a sentence.
/// </summary>
internal static partial class CellDirectives
{
    /// <summary>The directives by name, each with what it does.</summary>
    public static readonly IReadOnlyList<(string Name, string Purpose)> Known =
    [
        ("#!about", "shows what runs the cells"),
        ("#!csharp", "begins C# (the default)"),
        ("#!html", "shows the following lines as HTML"),
        ("#!import", "runs the cells of a file: .ipynb, .dib, .cs or .csx"),
        ("#!javascript", "runs the following lines as a script in the front end"),
        ("#!lsmagic", "lists the directives"),
        ("#!markdown", "shows the following lines as Markdown"),
        ("#!time", "shows how long the rest of the cell takes"),
        ("#!who", "lists the variables"),
        ("#!whos", "lists the variables with type and value"),
        ("#i", "adds a source of packages: #i \"nuget: address or folder\""),
        ("#load", "runs a C# script: #load \"file.csx\""),
        ("#r", "refers to a library, #r \"path.dll\", or to a package, #r \"nuget: name, version\""),
    ];

    private static readonly Dictionary<string, string> Languages = new()
    {
        ["csharp"] = "csharp", ["c#"] = "csharp", ["markdown"] = "markdown", ["html"] = "html",
        ["javascript"] = "javascript", ["js"] = "javascript", ["meta"] = "meta",
    };

    /// <summary>Returns the steps of a cell, packages before the code that uses them.</summary>
    public static IReadOnlyList<CellStep> Read(string code)
    {
        if (!code.Contains('#', StringComparison.Ordinal)) return [new CellStep.Code(1, code)];
        var lines = code.Split('\n');
        var reader = new Reader(lines);
        for (var i = 0; i < lines.Length; i++) reader.Take(i);
        return reader.End();
    }

    /// <summary>Returns the text with everything but its C# made blank, each character in its place.</summary>
    public static string CSharpOf(string code)
    {
        var blank = code.ToCharArray();
        foreach (var step in Read(code))
        {
            if (step is CellStep.Code) continue;
            if (step is CellStep.Show show) Blank(blank, show.Line, show.Text.Split('\n').Length + 1);
            else Blank(blank, step.Line, 1);
        }

        return new string(blank);
    }

    public static string About()
    {
        var version = typeof(CellDirectives).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>();
        return $"MQTT QoS & Sessions Workbook, C# kernel {version?.InformationalVersion}\n"
            + $"{RuntimeInformation.FrameworkDescription} on {RuntimeInformation.OSDescription.Trim()}\n"
            + $"C# {CSharpCells.Language.ToDisplayString()} script";
    }

    private static void Blank(char[] code, int firstLine, int count)
    {
        var line = 1;
        for (var i = 0; i < code.Length && line < firstLine + count; i++)
        {
            if (code[i] == '\n') line++;
            else if (line >= firstLine) code[i] = ' ';
        }
    }

    [GeneratedRegex(@"^#!(?<name>[\w#-]+)(\s+(?<rest>.*?))?\s*$")]
    private static partial Regex Magic();

    [GeneratedRegex("""^\s*#(?<kind>r|i)\s+"(?<target>[^"]*)"\s*(//.*)?$""")]
    private static partial Regex Reference();

    [GeneratedRegex(@"^nuget:\s*(?<name>[\w.-]+)\s*(,\s*(?<version>[^,\s]+)\s*)?$", RegexOptions.IgnoreCase)]
    private static partial Regex Package();

    /// <summary>Goes through a cell line by line.</summary>
    private sealed class Reader(string[] lines)
    {
        private readonly string[] _lines = lines;
        private readonly List<CellStep> _steps = [];
        private readonly StringBuilder _text = new();
        private string _language = "csharp";
        private int _start;

        public void Take(int index)
        {
            var line = _lines[index].TrimEnd('\r');
            if (Magic().Match(line) is { Success: true } magic && !IsInsideToken(index))
            {
                Follow(index, magic.Groups["name"].Value, magic.Groups["rest"].Value);
                return;
            }

            var isReference = _language == "csharp" && Reference().Match(line) is { Success: true };
            var isOurs = isReference && !IsInsideToken(index) && Refer(index, Reference().Match(line));
            _text.Append(isOurs ? "" : line).Append('\n');
        }

        public List<CellStep> End()
        {
            EndPart(_lines.Length);
            return _steps;
        }

        private void Follow(int index, string name, string rest)
        {
            EndPart(index);
            _start = index + 1;
            if (Languages.TryGetValue(name, out var language))
            {
                _language = language;
                return;
            }

            _steps.Add(name switch
            {
                "time" => new CellStep.Time(index + 1),
                "import" => new CellStep.Import(index + 1, rest.Trim('"')),
                "who" => new CellStep.Variables(index + 1, IsDetailed: false),
                "whos" => new CellStep.Variables(index + 1, IsDetailed: true),
                "about" => new CellStep.Show(index + 1, "text/plain", About()),
                "lsmagic" => new CellStep.Show(index + 1, "text/plain",
                    string.Join('\n', Known.Select(d => $"{d.Name,-13}{d.Purpose}"))),
                _ => new CellStep.Problem(index + 1,
                    $"'#!{name}' is not known here: '#!lsmagic' lists what is; write the rest in plain C#."),
            });
        }

        private void EndPart(int end)
        {
            var text = _text.ToString();
            _text.Clear();
            if (_language == "meta" || string.IsNullOrWhiteSpace(text)) return;
            if (_language == "csharp")
            {
                _steps.Add(new CellStep.Code(_start + 1, new string('\n', _start) + text[..^1]));
                return;
            }

            var shown = text.TrimEnd('\n');
            _steps.Add(_language switch
            {
                "markdown" => new CellStep.Show(_start, "text/markdown", shown),
                "javascript" => new CellStep.Show(
                    _start, "text/html", $"<script type=\"text/javascript\">\n{shown}\n</script>"),
                _ => new CellStep.Show(_start, "text/html", shown),
            });
        }

        // Returns whether the line is not for the compiler.
        private bool Refer(int index, Match reference)
        {
            var target = reference.Groups["target"].Value.Trim();
            var isPackage = target.StartsWith("nuget:", StringComparison.OrdinalIgnoreCase);
            if (reference.Groups["kind"].Value == "i")
            {
                _steps.Add(isPackage
                    ? new CellStep.PackageSource(index + 1, target["nuget:".Length..].Trim())
                    : new CellStep.Problem(index + 1,
                        $"#i \"{target}\" names no source of packages: write #i \"nuget: address or folder\"."));
                return true;
            }

            if (isPackage)
            {
                AddPackage(index + 1, target);
                return true;
            }

            var path = Path.GetFullPath(target);
            if (!target.EndsWith(".dll", StringComparison.OrdinalIgnoreCase) || File.Exists(path)) return false;
            _steps.Add(new CellStep.Problem(index + 1,
                $"#r \"{target}\" finds no file at '{path}': build the library first "
                + "(the workbook's own with 'dotnet build lib/Workbook'), then run this cell again."));
            return true;
        }

        // Packages asked for one after the other are restored together.
        private void AddPackage(int line, string target)
        {
            if (Package().Match(target) is not { Success: true, Groups: var groups })
            {
                _steps.Add(new CellStep.Problem(
                    line, $"#r \"{target}\" is no package: write #r \"nuget: name, version\"."));
                return;
            }

            var version = groups["version"] is { Success: true, Value: var text } ? text : null;
            var request = new PackageRequest(groups["name"].Value, version);
            if (_steps.LastOrDefault() is CellStep.Packages before)
                _steps[^1] = before with { Requests = [.. before.Requests, request] };
            else
                _steps.Add(new CellStep.Packages(line, [request]));
        }

        // Whether the line begins within a text or a comment of C#, so that it only looks like a directive.
        private bool IsInsideToken(int index)
        {
            if (_language != "csharp") return false;
            var code = string.Join('\n', _lines[_start..]);
            var position = _lines[_start..index].Sum(line => line.Length + 1);
            var root = CSharpSyntaxTree.ParseText(code, CSharpCells.Dialect).GetRoot();
            var token = root.FindToken(position);
            var trivia = root.FindTrivia(position);
            return token.SpanStart < position && position < token.Span.End
                || trivia.IsKind(SyntaxKind.MultiLineCommentTrivia) && trivia.SpanStart < position;
        }
    }
}
