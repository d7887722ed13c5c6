using Workbook.Kernel;

namespace Workbook.Cli;

/// <summary>Finds the notebooks that a command line means.</summary>
internal static class NotebookFiles
{
    private const string Solution = "Workbook.sln";

    /// <summary>Reads the notebooks of the files and folders named, or all of the workbook's.</summary>
    public static IReadOnlyList<NotebookDocument> Load(IReadOnlyList<string> targets)
    {
        var paths = targets.Count > 0 ? targets.SelectMany(Expand) : InFolder(WorkbookFolder());
        return [.. paths.Select(NotebookDocument.Load)];
    }

    private static IEnumerable<string> Expand(string target) => Directory.Exists(target) ? InFolder(target) : [target];

    private static List<string> InFolder(string folder)
    {
        var found = Directory.EnumerateFiles(folder, "*.ipynb").Order(StringComparer.Ordinal).ToList();
        return found.Count > 0
            ? found
            : throw new NotebookException($"There is no notebook (*.ipynb) in the folder '{folder}'.");
    }

    private static string WorkbookFolder()
    {
        for (var folder = new DirectoryInfo(Environment.CurrentDirectory); folder is not null; folder = folder.Parent)
        {
            var notebooks = Path.Combine(folder.FullName, "notebooks");
            if (File.Exists(Path.Combine(folder.FullName, Solution)) && Directory.Exists(notebooks)) return notebooks;
        }

        throw new NotebookException($"No folder from '{Environment.CurrentDirectory}' upwards holds {Solution} with "
            + "'notebooks' beside it: name the notebooks to run, or change to the workbook's folder.");
    }
}
