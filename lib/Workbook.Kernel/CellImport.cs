namespace Workbook.Kernel;

/// <summary>The cells of a file that a cell imports.</summary>
internal static class CellImport
{
    /// <summary>
    /// Returns the C# of the file, each cell with the place that errors name; throws <see cref="NotebookException"/>
    /// when it cannot be read or holds something else.
    /// </summary>
    public static IReadOnlyList<(string Place, string Code)> Read(string path, string shownPath)
    {
        switch (Path.GetExtension(path).ToLowerInvariant())
        {
            case ".ipynb":
                return
                [
                    .. NotebookDocument.Load(path).Cells.Where(cell => cell.IsCode)
                        .Select((cell, i) => ($"{shownPath}, {new CellLabel(i + 1, cell.Id)}", cell.Source)),
                ];
            case ".cs" or ".csx" or ".dib":
                return [(shownPath, File.ReadAllText(path))];
            default:
                throw new NotebookException(
                    $"'{shownPath}' cannot be imported: '#!import' takes .ipynb, .dib, .cs and .csx.");
        }
    }
}
