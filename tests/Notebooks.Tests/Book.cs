using Workbook.Kernel;

[assembly: CollectionBehavior(DisableTestParallelization = true)]

namespace Notebooks.Tests;

/// <summary>The notebooks of the repository, and how the tests run them.</summary>
internal static class Book
{
    private static readonly Dictionary<(string Path, string Broker), NotebookResult> Runs = [];

    public static string Folder { get; } = Path.Combine(FindRoot(), "notebooks");

    public static IReadOnlyList<string> Names { get; } =
        [.. Directory.GetFiles(Folder, "*.ipynb").Select(path => Path.GetFileName(path)).Order()];

    public static NotebookDocument Load(string name) => NotebookDocument.Load(Path.Combine(Folder, name));

    /// <summary>Runs a notebook on a broker, once for all tests that ask.</summary>
    public static NotebookResult RunOn(string broker, string name)
    {
        if (!Runs.TryGetValue((name, broker), out var result))
            Runs[(name, broker)] = result = Run(Load(name), broker);
        return result;
    }

    public static NotebookResult Run(NotebookDocument notebook, string broker)
    {
        string? before = Environment.GetEnvironmentVariable("WORKBOOK_BROKER");
        Environment.SetEnvironmentVariable("WORKBOOK_BROKER", broker);
        try
        {
            return new NotebookRunner(new RunOptions { CellTimeout = TimeSpan.FromMinutes(2) }).Run(notebook);
        }
        finally
        {
            Environment.SetEnvironmentVariable("WORKBOOK_BROKER", before);
        }
    }

    public static string Describe(NotebookResult result) =>
        result.Failed is { } cell ? $"{cell.Label}: {cell.Error?.Message}" : "";

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Workbook.sln")))
                return folder.FullName;
        }

        throw new DirectoryNotFoundException($"No Workbook.sln above {AppContext.BaseDirectory}.");
    }
}
