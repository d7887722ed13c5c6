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

    private const string ForeignHint = ": it belongs to .NET Interactive; here a cell calls display, HTML, GetInputAsync "
        + "and the like without it.";

    private static readonly string[] OfDotNetInteractive = ["Kernel", "KernelInvocationContext", "CSharpKernel"];

    internal static CellError FromDiagnostics(ImmutableArray<Diagnostic> diagnostics, string place, string code)
    {
        var errors = diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error).ToList();
        var first = errors[0].Location.GetMappedLineSpan();
        var traceback = new List<string> { $"{CompilationErrorName}: {Sentence(errors[0])}" };
        var lines = code.Split('\n');
        foreach (var error in errors.Take(DiagnosticsMaximum))
        {
            var at = error.Location.GetMappedLineSpan();
            var (line, column) = (at.StartLinePosition.Line, at.StartLinePosition.Character);
            traceback.Add("   at " + Describe(error, at, place));
            if (Place(at, place) == place && line < lines.Length)
            {
                traceback.Add("      " + lines[line].TrimEnd());
                traceback.Add("      " + new string(' ', column) + "^");
            }
        }

        if (errors.Count > DiagnosticsMaximum) traceback.Add($"   and {errors.Count - DiagnosticsMaximum} more.");
        return new CellError(CompilationErrorName, Sentence(errors[0]), traceback, first.StartLinePosition.Line + 1);
    }

    internal static string Describe(Diagnostic diagnostic, FileLinePositionSpan at, string place)
    {
        var kind = diagnostic.Severity == DiagnosticSeverity.Error ? "error" : "warning";
        return string.Create(CultureInfo.InvariantCulture,
            $"{Place(at, place)}, line {at.StartLinePosition.Line + 1}, column {at.StartLinePosition.Character + 1}: "
            + $"{kind} {diagnostic.Id}: {Sentence(diagnostic)}");
    }

    internal static CellError FromException(Exception exception, string place)
    {
        var traceback = new List<string>();
        int? line = null;
        for (var cause = exception; cause is not null; cause = cause.InnerException)
        {
            var prefix = cause == exception ? "" : "caused by ";
            traceback.Add($"{prefix}{cause.GetType().Name}: {cause.Message}");
            foreach (var (frame, cellLine) in CellFrames.Of(cause, place).Take(FramesMaximum))
            {
                traceback.Add("   at " + frame);
                line ??= cellLine;
            }
        }

        return new CellError(exception.GetType().Name, exception.Message, traceback, line);
    }

    internal static CellError At(string place, int line, string name, string message) =>
        new(name, message, [$"{name}: {message}", $"   at {place}, line {line}"], line);

    internal static CellError TimedOut(string place, TimeSpan timeout, bool isLeftBehind)
    {
        var seconds = timeout.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture);
        var message = $"The cell did not end within its time-out of {seconds} s.";
        return Stopped("TimeoutException", place, message, isLeftBehind);
    }

    internal static CellError Interrupted(string place, bool isLeftBehind) =>
        Stopped("Interrupted", place, "The cell was stopped on request.", isLeftBehind);

    private static CellError Stopped(string name, string place, string message, bool isLeftBehind)
    {
        if (isLeftBehind) message += " It does not react and is left behind until this program ends.";
        return new CellError(name, message, [$"{name}: {message}", $"   at {place}"], null);
    }

    private static string Place(FileLinePositionSpan at, string place) =>
        string.IsNullOrEmpty(at.Path) ? place : CellFrames.Shown(at.Path);

    private static string Sentence(Diagnostic diagnostic)
    {
        var sentence = diagnostic.GetMessage(CultureInfo.InvariantCulture);
        var isForeign = diagnostic.Id is "CS0103" or "CS0246" && OfDotNetInteractive.Any(name =>
            sentence.Contains($"'{name}'", StringComparison.Ordinal));
        return isForeign ? sentence + ForeignHint : sentence;
    }
}
