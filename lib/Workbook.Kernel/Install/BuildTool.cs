using System.Diagnostics;

namespace Workbook.Kernel.Install;

/// <summary>A tool of the SDK that helps to build the kernel.</summary>
internal static class BuildTool
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    /// <summary>
    /// Runs the tool and returns what it printed. Throws <see cref="BuildToolException"/> when it fails or does not end
    /// within ten minutes, and <see cref="OperationCanceledException"/> on stop.
    /// </summary>
    public static string Run(string name, string program, IEnumerable<string> arguments, CancellationToken stop)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        var errors = process.StandardError.ReadToEndAsync(CancellationToken.None);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
        limit.CancelAfter(Patience);
        try
        {
            process.WaitForExitAsync(limit.Token).GetAwaiter().GetResult();
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            process.WaitForExit();
            stop.ThrowIfCancellationRequested();
            throw new BuildToolException($"{name} did not end within {Patience.TotalMinutes} minutes");
        }

        var text = output.GetAwaiter().GetResult();
        if (process.ExitCode == 0) return text;
        var error = $"{text}\n{errors.GetAwaiter().GetResult()}".Split('\n', StringSplitOptions.TrimEntries)
            .FirstOrDefault(line => line.Contains("error", StringComparison.OrdinalIgnoreCase));
        throw new BuildToolException($"{name} failed: {error ?? $"exit code {process.ExitCode}"}");
    }
}
