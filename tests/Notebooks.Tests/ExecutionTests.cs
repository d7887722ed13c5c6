using Workbook.Kernel;

namespace Notebooks.Tests;

/// <summary>Every notebook runs from top to bottom, on the embedded broker and on mosquitto, and its committed outputs are those of a run.</summary>
public sealed class ExecutionTests
{
    public static TheoryData<string> Notebooks => [.. Book.Names];

    [Theory]
    [MemberData(nameof(Notebooks))]
    public void It_runs_on_the_embedded_broker(string notebook)
    {
        var result = Book.RunOn("embedded", notebook);
        Assert.True(result.Succeeded, Book.Describe(result));
    }

    [Theory]
    [MemberData(nameof(Notebooks))]
    public void Its_committed_outputs_are_those_of_a_fresh_run(string notebook)
    {
        var stale = NotebookOutputs.Compare(Book.Load(notebook), Book.RunOn("embedded", notebook).Notebook);
        Assert.True(
            stale.Count == 0,
            "Refresh with 'dotnet run --project lib/Workbook.Cli -- run --save'. Stale: "
                + string.Join("\n", stale.Select(cell => $"{cell.Id}\n--- saved\n{cell.Saved}\n--- fresh\n{cell.Fresh}")));
    }

    [Theory]
    [MemberData(nameof(Notebooks))]
    public void It_runs_unchanged_on_mosquitto(string notebook)
    {
        bool isThere = File.Exists("/usr/sbin/mosquitto") ||
            (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
                .Any(folder => File.Exists(Path.Combine(folder, "mosquitto")));
        if (!isThere && Environment.GetEnvironmentVariable("WORKBOOK_REQUIRE_PEERS") != "1")
            Assert.Skip("mosquitto is not installed; on Debian: apt-get install mosquitto");
        var result = Book.RunOn("mosquitto", notebook);
        Assert.True(result.Succeeded, Book.Describe(result));
    }
}
