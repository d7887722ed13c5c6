using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;

namespace Workbook.Kernel;

public sealed partial record CellError
{
    /// <summary>The most compiler errors shown; the rest are counted.</summary>
    public const int DiagnosticsMaximum = 10;

    /// <summary>The most places shown of a call chain; the innermost are kept.</summary>
    public const int FramesMaximum = 30;

    internal static CellError FromDiagnostics(ImmutableArray<Diagnostic> diagnostics, CellLabel label, string code)
    {
        var errors = diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error).ToList();
        var first = errors[0].Location.GetMappedLineSpan();
        var traceback = new List<string> { $"{CompilationErrorName}: {Sentence(errors[0])}" };
        var lines = code.Split('\n');
        foreach (var error in errors.Take(DiagnosticsMaximum))
        {
            var at = error.Location.GetMappedLineSpan();
            var (line, column) = (at.StartLinePosition.Line, at.StartLinePosition.Character);
            traceback.Add("   at " + Describe(error, label));
            if (Place(at, label) == label.ToString() && line < lines.Length)
            {
                traceback.Add("      " + lines[line].TrimEnd());
                traceback.Add("      " + new string(' ', column) + "^");
            }
        }

        if (errors.Count > DiagnosticsMaximum) traceback.Add($"   and {errors.Count - DiagnosticsMaximum} more.");
        return new CellError(CompilationErrorName, Sentence(errors[0]), traceback, first.StartLinePosition.Line + 1);
    }

    internal static string Describe(Diagnostic diagnostic, CellLabel label)
    {
        var at = diagnostic.Location.GetMappedLineSpan();
        var kind = diagnostic.Severity == DiagnosticSeverity.Error ? "error" : "warning";
        return string.Create(CultureInfo.InvariantCulture,
            $"{Place(at, label)}, line {at.StartLinePosition.Line + 1}, column {at.StartLinePosition.Character + 1}: "
            + $"{kind} {diagnostic.Id}: {Sentence(diagnostic)}");
    }

    internal static CellError FromException(Exception exception, CellLabel label)
    {
        var traceback = new List<string>();
        int? line = null;
        for (var cause = exception; cause is not null; cause = cause.InnerException)
        {
            var prefix = cause == exception ? "" : "caused by ";
            traceback.Add($"{prefix}{cause.GetType().Name}: {cause.Message}");
            foreach (var (place, cellLine) in CellFrames.Of(cause, label).Take(FramesMaximum))
            {
                traceback.Add("   at " + place);
                line ??= cellLine;
            }
        }

        return new CellError(exception.GetType().Name, exception.Message, traceback, line);
    }

    internal static CellError At(CellLabel label, int line, string name, string message) =>
        new(name, message, [$"{name}: {message}", $"   at {label}, line {line}"], line);

    internal static CellError TimedOut(CellLabel label, TimeSpan timeout, bool isLeftBehind)
    {
        var seconds = timeout.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture);
        var message = $"The cell did not end within its time-out of {seconds} s.";
        return Stopped("TimeoutException", label, message, isLeftBehind);
    }

    internal static CellError Interrupted(CellLabel label, bool isLeftBehind) =>
        Stopped("Interrupted", label, "The cell was stopped on request.", isLeftBehind);

    private static CellError Stopped(string name, CellLabel label, string message, bool isLeftBehind)
    {
        if (isLeftBehind) message += " It does not react and is left behind until this program ends.";
        return new CellError(name, message, [$"{name}: {message}", $"   at {label}"], null);
    }

    private static string Place(FileLinePositionSpan at, CellLabel label) =>
        string.IsNullOrEmpty(at.Path) ? label.ToString() : CellFrames.Shown(at.Path);

    private static string Sentence(Diagnostic diagnostic) => diagnostic.GetMessage(CultureInfo.InvariantCulture);
}
