using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Workbook.Kernel;

/// <summary>
/// A notebook file in nbformat 4: it reads and writes without losing anything that it does not know, and a notebook
/// that was not changed is written byte for byte as it was read.
/// </summary>
public sealed class NotebookDocument
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly byte[] _read;
    private readonly string _canonicalAtRead;
    private readonly JsonObject _root;

    private NotebookDocument(string path, byte[] read, JsonObject root)
    {
        Path = path;
        _read = read;
        _root = root;
        _canonicalAtRead = NotebookJson.Write(root);
        Cells = [.. ((JsonArray)root["cells"]!).Select((cell, i) => new NotebookCell((JsonObject)cell!, i + 1))];
    }

    /// <summary>The full path of the file.</summary>
    public string Path { get; }

    /// <summary>The folder of the file, from which the cells' relative paths are resolved.</summary>
    public string Folder => System.IO.Path.GetDirectoryName(Path)!;

    /// <summary>The cells in their order.</summary>
    public IReadOnlyList<NotebookCell> Cells { get; }

    /// <summary>Reads the notebook at the path; throws <see cref="NotebookException"/> when it is none.</summary>
    public static NotebookDocument Load(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var fullPath = System.IO.Path.GetFullPath(path);
        try
        {
            return Parse(File.ReadAllBytes(fullPath), fullPath);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new NotebookException($"There is no notebook at '{path}': check the path.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new NotebookException($"The notebook '{path}' cannot be read: {e.Message}", e);
        }
    }

    /// <summary>Reads a notebook from bytes that are (or shall be) the file at the path.</summary>
    public static NotebookDocument Parse(byte[] utf8, string path)
    {
        ArgumentNullException.ThrowIfNull(utf8);
        ArgumentException.ThrowIfNullOrEmpty(path);
        var root = ParseJson(utf8, path) as JsonObject
            ?? throw NotANotebook(path, "its outermost value is not an object");
        if (root["nbformat"] is not JsonValue major || !major.TryGetValue(out int version))
            throw NotANotebook(path, "it has no number 'nbformat'");
        if (version > 4)
        {
            throw new NotebookException(
                $"'{path}' is in notebook format {version}, newer than format 4 that this program reads: update it.");
        }

        if (version < 4)
        {
            throw new NotebookException($"'{path}' is in the old notebook format {version}: convert it to format 4 "
                + "with 'jupyter nbconvert --to notebook'.");
        }

        if (root["cells"] is not JsonArray cells) throw NotANotebook(path, "it has no list 'cells'");
        for (var i = 0; i < cells.Count; i++)
        {
            if (cells[i] is not JsonObject cell || NotebookJson.Text(cell["cell_type"]) is null)
                throw NotANotebook(path, $"its cell {i + 1} is no object with a 'cell_type'");
        }

        return new NotebookDocument(System.IO.Path.GetFullPath(path), utf8, root);
    }

    /// <summary>Returns the bytes of the file as it would be saved.</summary>
    public byte[] ToBytes()
    {
        var canonical = NotebookJson.Write(_root);
        return canonical == _canonicalAtRead ? _read : Utf8.GetBytes(canonical);
    }

    /// <summary>Writes the notebook to its path in one step: a reader sees the old file or the new one.</summary>
    public void Save()
    {
        var draft = DraftPath;
        try
        {
            File.WriteAllBytes(draft, ToBytes());
            File.Move(draft, Path, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unwritable(e);
        }
    }

    /// <summary>Throws <see cref="NotebookException"/> when the notebook's folder takes no file.</summary>
    public void EnsureWritable()
    {
        try
        {
            File.WriteAllBytes(DraftPath, []);
            File.Delete(DraftPath);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unwritable(e);
        }
    }

    private string DraftPath => $"{Path}.{Environment.ProcessId}.tmp";

    private NotebookException Unwritable(Exception e) =>
        new($"The notebook '{Path}' cannot be saved, because its folder takes no new file: {e.Message}", e);

    private static NotebookException NotANotebook(string path, string reason) =>
        new($"'{path}' is JSON but not a notebook: {reason}.");

    private static JsonNode? ParseJson(byte[] utf8, string path)
    {
        var start = utf8.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? Encoding.UTF8.Preamble.Length : 0;
        try
        {
            // The text is decoded first, so that bytes that are no UTF-8 are reported as such.
            var text = Utf8.GetString(utf8, start, utf8.Length - start);
            return JsonNode.Parse(text, null, new JsonDocumentOptions
            {
                MaxDepth = NotebookJson.DepthMaximum,
                AllowDuplicateProperties = false,
            });
        }
        catch (DecoderFallbackException e)
        {
            throw new NotebookException($"'{path}' is not a notebook: byte {start + e.Index} is not UTF-8.", e);
        }
        catch (JsonException e) when (e.LineNumber is null)
        {
            throw new NotebookException($"'{path}' is not a notebook: {e.Message}", e);
        }
        catch (JsonException e)
        {
            throw new NotebookException($"'{path}' is not a notebook: it is not JSON at line {e.LineNumber + 1}, "
                + $"column {e.BytePositionInLine + 1}.", e);
        }
    }
}
