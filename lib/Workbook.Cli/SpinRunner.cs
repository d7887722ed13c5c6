using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Workbook.Explore;

namespace Workbook.Cli;

/// <summary>What a run of Spin found.</summary>
/// <param name="ErrorCount">How many errors; a search ends at the first.</param>
/// <param name="StateCount">States stored.</param>
/// <param name="MoveCount">Transitions: states stored and states matched.</param>
/// <param name="MemoryBytes">Memory, as Spin reports it.</param>
/// <param name="Seconds">The search alone, without generating and compiling it, as a clock saw it.</param>
/// <param name="TotalSeconds">Everything.</param>
internal sealed record SpinResult(
    long ErrorCount, long StateCount, long MoveCount, double MemoryBytes, double Seconds, double TotalSeconds);

/// <summary>Runs the installed model checker Spin on <see cref="SpinModel"/> in a folder of its own.</summary>
internal sealed partial class SpinRunner
{
    private const int DepthMaximum = 2_000_000;
    private const double BytesPerMegabyte = 1e6;

    private readonly string spin;
    private readonly string compiler;

    private SpinRunner(string spin, string compiler) => (this.spin, this.compiler) = (spin, compiler);

    /// <summary>Finds spin and gcc; null when one is missing.</summary>
    public static SpinRunner? Find() =>
        FindProgram("spin") is { } spin && FindProgram("gcc") is { } compiler ? new SpinRunner(spin, compiler) : null;

    /// <summary>Generates, compiles and runs a search.</summary>
    /// <param name="definitions">What to define in the model.</param>
    /// <param name="compilerFlags">How to compile the search.</param>
    /// <param name="searchFlags">How to search.</param>
    /// <param name="stop">Ends it early; nothing is left running.</param>
    /// <exception cref="InvalidOperationException">A step failed; the message has what it said.</exception>
    public SpinResult Run(
        IReadOnlyList<string> definitions, string[] compilerFlags, string[] searchFlags, CancellationToken stop)
    {
        string folder = Directory.CreateTempSubdirectory("workbook-spin-").FullName;
        try
        {
            long start = Stopwatch.GetTimestamp();
            File.WriteAllText(System.IO.Path.Combine(folder, "relay.pml"), SpinModel.ReadText());
            Start(folder, spin, [.. definitions, "-a", "relay.pml"], stop);
            Start(folder, compiler, ["-O2", "-w", .. compilerFlags, "-o", "pan", "pan.c"], stop);
            long search = Stopwatch.GetTimestamp();
            string pan = System.IO.Path.Combine(folder, "pan");
            string said = Start(folder, pan, [$"-m{DepthMaximum}", .. searchFlags], stop);
            return new SpinResult(
                (long)Read(said, Errors()), (long)Read(said, States()), (long)Read(said, Moves()),
                Read(said, Memory()) * BytesPerMegabyte,
                Stopwatch.GetElapsedTime(search).TotalSeconds, Stopwatch.GetElapsedTime(start).TotalSeconds);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string Start(string folder, string program, IEnumerable<string> arguments, CancellationToken stop)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process process = Process.Start(start)!;
        using CancellationTokenRegistration kill = stop.Register(() => process.Kill(entireProcessTree: true));
        Task<string> errors = process.StandardError.ReadToEndAsync(CancellationToken.None);
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        stop.ThrowIfCancellationRequested();
        return process.ExitCode == 0
            ? output
            : throw new InvalidOperationException(
                $"{System.IO.Path.GetFileName(program)} ended with exit code {process.ExitCode}: " +
                $"{output}{errors.Result}");
    }

    private static double Read(string said, Regex pattern)
    {
        Match match = pattern.Match(said);
        return match.Success
            ? double.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture)
            : throw new InvalidOperationException($"Expected '{pattern}' in what Spin said, but it said: {said}");
    }

    private static string? FindProgram(string name) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(System.IO.Path.PathSeparator)
            .Select(folder => System.IO.Path.Combine(folder, name)).FirstOrDefault(File.Exists);

    [GeneratedRegex(@"errors: (\d+)")]
    private static partial Regex Errors();

    [GeneratedRegex(@"([\d.e+]+)\s+states, stored")]
    private static partial Regex States();

    [GeneratedRegex(@"([\d.e+]+)\s+transitions")]
    private static partial Regex Moves();

    [GeneratedRegex(@"([\d.e+]+)\s+total actual memory usage")]
    private static partial Regex Memory();
}
