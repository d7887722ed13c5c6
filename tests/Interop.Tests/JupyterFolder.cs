using System.Diagnostics;
using System.Text.Json;

namespace Interop.Tests;

/// <summary>A Jupyter folder that knows this build's kernel, and the Python that has Jupyter; gone with the
/// test.</summary>
internal sealed class JupyterFolder : IDisposable
{
    internal const string KernelName = "workbook-under-test";

    internal JupyterFolder()
    {
        Python = Peers.RequireJupyter();
        string folder = System.IO.Path.Combine(Path, "kernels", KernelName);
        Directory.CreateDirectory(folder);
        File.WriteAllText(System.IO.Path.Combine(folder, "kernel.json"), JsonSerializer.Serialize(new
        {
            argv = new[] { "dotnet", Command(), "kernel", "run", "{connection_file}" },
            display_name = ".NET (C#)",
            language = "C#",
            interrupt_mode = "message",
        }));
    }

    internal string Path { get; } = Directory.CreateTempSubdirectory("workbook-jupyter-").FullName;

    internal string Python { get; }

    internal static string Root { get; } = FindRoot();

    /// <summary>Runs Python with this folder as Jupyter's, and gives its exit code and all that it wrote.</summary>
    internal (int Code, string Output) Run(params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(Python, arguments)
        {
            WorkingDirectory = Path,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["JUPYTER_PATH"] = Path, ["JUPYTER_RUNTIME_DIR"] = Path, ["IPYTHONDIR"] = Path },
        })!;
        Task<string> errors = process.StandardError.ReadToEndAsync(Peers.Cancel);
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output + errors.Result);
    }

    internal static string Script(string name) => System.IO.Path.Combine(AppContext.BaseDirectory, "Peers", name);

    public void Dispose() => Directory.Delete(Path, recursive: true);

    // This test's own output folder is tests/<project>/bin/<configuration>/<framework>.
    private static string Command()
    {
        var output = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(System.IO.Path.DirectorySeparatorChar));
        return System.IO.Path.Combine(
            Root, "lib", "Workbook.Cli", "bin", output.Parent!.Name, output.Name, "Workbook.Cli.dll");
    }

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "Workbook.sln")))
                return folder.FullName;
        }

        throw new DirectoryNotFoundException($"No Workbook.sln above {AppContext.BaseDirectory}.");
    }
}
