using System.Diagnostics;

namespace Browser.Tests;

/// <summary>The programs of others that a reader's front end is made of.</summary>
internal static class Programs
{
    private const string Install = "apt-get install jupyter-notebook chromium";

    internal static string Jupyter => Require("jupyter-notebook");

    internal static string JupyterList => Require("jupyter-kernelspec");

    internal static string Chromium => Require("chromium");

    /// <summary>Runs a program to its end and returns what it printed; it must end well.</summary>
    internal static string Run(ProcessStartInfo start)
    {
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync(CancellationToken.None);
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"{start.FileName} ended with {process.ExitCode}: {output} {errors.Result}");
        return output;
    }

    // Debian's come first: another Jupyter on the search path may be without its Python.
    private static string Require(string name)
    {
        IEnumerable<string> folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        string? program = folders.Prepend("/usr/bin").Select(folder => Path.Combine(folder, name))
            .FirstOrDefault(File.Exists);
        if (program is null)
        {
            string sentence = $"{name} is not installed here; '{Install}' brings what a browser test needs.";
            if (Environment.GetEnvironmentVariable("WORKBOOK_REQUIRE_PEERS") == "1")
                Assert.Fail(sentence);
            Assert.Skip(sentence);
        }

        return program;
    }
}
