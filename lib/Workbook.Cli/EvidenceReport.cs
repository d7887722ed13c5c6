using System.Text.Json;
using System.Text.Json.Serialization;
using Workbook.Examples;

namespace Workbook.Cli;

/// <summary>The scoreboard of the evidence as a JSON file.</summary>
internal sealed class EvidenceReport
{
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    private readonly string _path;

    /// <summary>Opens the file before the work, so that a path that cannot be written is refused at once.</summary>
    public EvidenceReport(string path)
    {
        _path = Path.GetFullPath(path);
        File.Open(_path, FileMode.OpenOrCreate, FileAccess.Write).Dispose();
    }

    /// <summary>Writes all tables with all rows.</summary>
    public void Write(IReadOnlyList<EvidenceTable> tables) => File.WriteAllText(_path, JsonSerializer.Serialize(
        new { Succeeded = tables.All(table => table.Verdict != Verdict.Unmet), Tables = tables }, Format) + "\n");
}
