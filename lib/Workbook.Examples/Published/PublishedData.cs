using System.Reflection;

namespace Workbook.Examples;

/// <summary>The published rows that come with the library, or rows of the same form in a folder.</summary>
public sealed class PublishedData
{
    private readonly string? _folder;

    private PublishedData(string? folder) => _folder = folder;

    /// <summary>The rows that come with the library.</summary>
    public static PublishedData Embedded { get; } = new(null);

    /// <summary>The files of a folder; a file that is not there is taken from the library.</summary>
    /// <param name="folder">A folder with files of the same names and columns.</param>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    public static PublishedData In(string folder) => Directory.Exists(folder)
        ? new PublishedData(folder)
        : throw new DirectoryNotFoundException($"There is no folder '{folder}'.");

    /// <summary>Reads the rows of a file.</summary>
    /// <param name="file">The name of the file, such as <c>robinson_nbiot_energy.csv</c>.</param>
    /// <exception cref="FormatException">A line has not as many fields as there are columns.</exception>
    public IReadOnlyList<PublishedRow> Read(string file)
    {
        string[][] lines = [.. Text(file).Split('\n')
            .Select(line => line.Trim('\r', ' '))
            .Where(line => line.Length > 0 && line[0] != '#')
            .Select(line => line.Split(','))];
        string[] columns = lines[0];
        return [.. lines.Skip(1).Select((fields, index) => fields.Length == columns.Length
            ? new PublishedRow(columns, fields)
            : throw new FormatException(
                $"{file}, row {index + 1}: expected {columns.Length} fields, got {fields.Length}."))];
    }

    private string Text(string file)
    {
        string path = Path.Combine(_folder ?? "", file);
        if (_folder is not null && File.Exists(path)) return File.ReadAllText(path);
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(file)
            ?? throw new FileNotFoundException($"There is no published table '{file}'.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
