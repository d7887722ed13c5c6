using System.Text.RegularExpressions;

namespace Workbook.Kernel;

/// <summary>Proposes directives, and the files that they name.</summary>
internal static partial class DirectiveCompletion
{
    /// <summary>Returns the proposals when the position is in a line with a directive, else null.</summary>
    public static CompletionList? At(string code, int position)
    {
        var lineStart = position == 0 ? 0 : code.LastIndexOf('\n', position - 1) + 1;
        var line = code[lineStart..position];
        if (File().Match(line) is { Success: true } file)
            return Files(file.Groups["path"].Value, Extensions(file.Groups["name"].Value), position);
        if (Name().Match(line) is not { Success: true } name) return null;
        var prefix = name.Groups["name"].Value;
        return CompletionList.Of(position - prefix.Length, position, prefix,
            CellDirectives.Known.Select(known => new CompletionItem(known.Name, "directive")));
    }

    private static string[] Extensions(string directive) => directive switch
    {
        "#r" => [".dll"],
        "#load" => [".csx", ".cs"],
        _ => [".ipynb", ".dib", ".cs", ".csx"],
    };

    private static CompletionList Files(string path, string[] extensions, int position)
    {
        var slash = path.LastIndexOf('/') + 1;
        var (start, prefix) = (position - path.Length + slash, path[slash..]);
        var folder = new DirectoryInfo(Path.GetFullPath(path[..slash].Length > 0 ? path[..slash] : "."));
        try
        {
            var items = folder.EnumerateFileSystemInfos().Where(entry => !entry.Name.StartsWith('.'));
            return CompletionList.Of(start, position, prefix, items
                .Where(entry => entry is DirectoryInfo || extensions.Contains(entry.Extension))
                .Select(entry => entry is DirectoryInfo
                    ? new CompletionItem(entry.Name + "/", "folder")
                    : new CompletionItem(entry.Name, "file")));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new CompletionList(position, position, []);
        }
    }

    [GeneratedRegex(@"^\s*(?<name>#(!?[\w-]*))$")]
    private static partial Regex Name();

    [GeneratedRegex("""^\s*(?<name>#r|#load|#!import)\s+"?(?<path>[^"]*)$""")]
    private static partial Regex File();
}
