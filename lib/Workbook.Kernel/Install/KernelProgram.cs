using System.Diagnostics;

namespace Workbook.Kernel.Install;

/// <summary>
/// The program that an installed kernel runs: a copy of the <c>workbook</c> command of its own, so that rebuilding the
/// repository neither locks nor breaks the kernel.
/// </summary>
/// <param name="build">The folder of the running command.</param>
public sealed class KernelProgram(string build)
{
    /// <summary>The command's assembly.</summary>
    public const string Assembly = "Workbook.Cli.dll";

    private const string Project = "lib/Workbook.Cli/Workbook.Cli.csproj";
    private static readonly TimeSpan PublishMaximum = TimeSpan.FromMinutes(10);

    private readonly string _build = build;

    /// <summary>The command that runs now.</summary>
    public static KernelProgram Current { get; } = new(AppContext.BaseDirectory);

    /// <summary>The <c>dotnet</c> program of the runtime that this process uses, absolute.</summary>
    /// <remarks>A front end started from a desktop may not have it on its search path.</remarks>
    public static string Runtime
    {
        get
        {
            // The framework lies in <root>/shared/Microsoft.NETCore.App/<version>.
            var framework = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
            var root = Path.GetFullPath(Path.Combine(framework, "..", "..", ".."));
            return Path.Combine(root, OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet");
        }
    }

    /// <summary>The folder of the repository that the command was built in, or null for a copy of it.</summary>
    public string? Repository
    {
        get
        {
            for (var folder = new DirectoryInfo(_build); folder is not null; folder = folder.Parent)
            {
                if (File.Exists(Path.Combine(folder.FullName, Project))) return folder.FullName;
            }

            return null;
        }
    }

    /// <summary>Gives the arguments that run a program of this kind in a folder as a kernel.</summary>
    public static IReadOnlyList<string> Arguments(string folder) =>
        [Runtime, Path.Combine(folder, Assembly), "kernel", "run", "{connection_file}"];

    /// <summary>Copies the running build as it is.</summary>
    public void Copy(string folder)
    {
        foreach (var file in Directory.EnumerateFiles(_build, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(folder, Path.GetRelativePath(_build, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

    /// <summary>
    /// Builds the command anew, its assemblies and the compiler's compiled ahead for this machine, and returns null; or
    /// returns in one sentence why that cannot be done here. Leaves the repository's own build untouched.
    /// </summary>
    public string? Publish(string folder, CancellationToken stop)
    {
        if (Repository is not { } repository) return "the command that runs is itself a copy, without its sources";
        var scratch = Directory.CreateTempSubdirectory("workbook-publish-");
        try
        {
            return Run(PublishCommand(repository, scratch.FullName, folder), stop);
        }
        finally
        {
            scratch.Delete(recursive: true);
        }
    }

    private static ProcessStartInfo PublishCommand(string repository, string scratch, string folder) => new(
        Runtime,
        [
            "publish", Path.Combine(repository, Project), "--configuration", "Release", "--use-current-runtime",
            "--self-contained", "false", "-p:PublishReadyToRun=true", "-p:UseArtifactsOutput=true",
            "--artifacts-path", scratch, "--output", folder, "--disable-build-servers", "--nologo", "-v", "quiet",
        ])
    {
        WorkingDirectory = repository,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    };

    private static string? Run(ProcessStartInfo start, CancellationToken stop)
    {
        using var process = Process.Start(start)!;
        var output = Task.WhenAll(
            process.StandardOutput.ReadToEndAsync(CancellationToken.None),
            process.StandardError.ReadToEndAsync(CancellationToken.None));
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
        limit.CancelAfter(PublishMaximum);
        try
        {
            process.WaitForExitAsync(limit.Token).GetAwaiter().GetResult();
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            process.WaitForExit();
            stop.ThrowIfCancellationRequested();
            return $"dotnet publish did not end within {PublishMaximum.TotalMinutes} minutes";
        }

        if (process.ExitCode == 0) return null;
        var lines = string.Join('\n', output.GetAwaiter().GetResult()).Split('\n', StringSplitOptions.TrimEntries);
        var error = lines.FirstOrDefault(line => line.Contains("error", StringComparison.OrdinalIgnoreCase));
        return $"dotnet publish failed: {error ?? $"exit code {process.ExitCode}"}";
    }
}
