using System.Diagnostics;

namespace Workbook.Kernel.Tests;

/// <summary>The <c>workbook</c> command of this build, run as a child process in a folder.</summary>
internal sealed class WorkbookCommand(string folder)
{
    public static void PressCtrlC(Process process) =>
        Process.Start("kill", ["-INT", $"{process.Id}"]).WaitForExit();

    public static void WaitFor(string path)
    {
        var watch = Stopwatch.StartNew();
        while (!File.Exists(path))
        {
            Assert.True(watch.Elapsed < Session.Generous, $"{path} did not appear.");
            Thread.Sleep(20);
        }
    }

    public Process Start(params string[] arguments)
    {
        // A test run in the background ignores Ctrl+C, and so would its children unless told otherwise.
        string[] start = OperatingSystem.IsLinux() ? ["env", "--default-signal=INT", "dotnet"] : ["dotnet"];
        return Process.Start(new ProcessStartInfo(start[0], [.. start[1..], Path(), .. arguments])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
    }

    public (int Code, string Output, string Error) Run(params string[] arguments)
    {
        using var process = Start(arguments);
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, error.Result);
    }

    private static string Path()
    {
        // This test's own output folder is tests/<project>/bin/<configuration>/<framework>.
        var output = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(System.IO.Path.DirectorySeparatorChar));
        var root = output.Parent!.Parent!.Parent!.Parent!.Parent!.FullName;
        return System.IO.Path.Combine(root, "lib", "Workbook.Cli", "bin", output.Parent.Name, output.Name, "Workbook.Cli.dll");
    }
}
