using System.Text.Json;
using Workbook.Kernel;

namespace Workbook.Cli;

/// <summary>The results of a run as a JSON file.</summary>
internal sealed class RunReport
{
    private static readonly JsonSerializerOptions Format =
        new(JsonSerializerDefaults.Web) { WriteIndented = true };

    private readonly string _path;

    /// <summary>Opens the file before the run, so that a path that cannot be written is refused at once.</summary>
    public RunReport(string path)
    {
        _path = Path.GetFullPath(path);
        try
        {
            File.Open(_path, FileMode.OpenOrCreate, FileAccess.Write).Dispose();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new NotebookException($"The results cannot be written to '{path}': {e.Message}", e);
        }
    }

    /// <summary>Writes all results, those of a stopped run too.</summary>
    public void Write(IReadOnlyList<NotebookResult> results, TimeSpan duration)
    {
        var report = new
        {
            Succeeded = results.All(r => r.Succeeded),
            Seconds = duration.TotalSeconds,
            Notebooks = results.Select(r => new
            {
                Notebook = r.Notebook.Path,
                r.Succeeded,
                Seconds = r.Duration.TotalSeconds,
                CodeCells = r.CodeCellCount,
                Cells = r.Cells.Select(c => new
                {
                    Number = c.Label.ExecutionCount,
                    c.Label.Id,
                    Status = JsonNamingPolicy.CamelCase.ConvertName(c.Status.ToString()),
                    Seconds = c.Duration.TotalSeconds,
                    c.Error,
                }),
            }),
        };
        File.WriteAllText(_path, JsonSerializer.Serialize(report, Format) + "\n");
    }
}
