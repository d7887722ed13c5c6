using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Workbook.Kernel;

/// <summary>
/// Copies of libraries that cells refer to, so that the originals can be rebuilt while a notebook runs. A copy is
/// keyed by path, sizes and times of all libraries in the folder, and shared by every run of the same build.
/// </summary>
internal static class ShadowCopies
{
    /// <summary>The most libraries that a folder may hold to be copied; a fuller one is used in place.</summary>
    public const int LibrariesMaximum = 300;

    /// <summary>A copy that no run made or used for so long is deleted.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(7);

    private static readonly string Root = Path.Combine(Path.GetTempPath(), "workbook-libraries");

    /// <summary>Returns the path of the library's copy, its neighbours copied beside it.</summary>
    public static string PathOf(string library)
    {
        var folder = new DirectoryInfo(Path.GetDirectoryName(library)!);
        var files = folder.EnumerateFiles().Where(f => f.Extension is ".dll" or ".pdb" or ".xml").OrderBy(f => f.Name).ToList();
        if (files.Count(f => f.Extension == ".dll") > LibrariesMaximum) return library;
        var copy = Path.Combine(Root, Key(folder, files));
        try
        {
            if (Directory.Exists(copy)) Directory.SetLastWriteTimeUtc(copy, DateTime.UtcNow);
            else Copy(files, copy);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException && !Directory.Exists(copy))
        {
            // Without a place for copies the library still works; it only cannot be rebuilt meanwhile.
            return library;
        }

        return Path.Combine(copy, Path.GetFileName(library));
    }

    private static string Key(DirectoryInfo folder, IEnumerable<FileInfo> files)
    {
        var stamp = new StringBuilder(folder.FullName);
        foreach (var file in files)
            stamp.Append(CultureInfo.InvariantCulture, $"|{file.Name}|{file.Length}|{file.LastWriteTimeUtc.Ticks}");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(stamp.ToString())))[..20];
    }

    // The copy appears under its name in one step, so that two runs at a time do not see half of it.
    private static void Copy(List<FileInfo> files, string copy)
    {
        Directory.CreateDirectory(Root);
        DeleteOld();
        var draft = Directory.CreateTempSubdirectory("workbook-draft-").FullName;
        foreach (var file in files) file.CopyTo(Path.Combine(draft, file.Name));
        try
        {
            Directory.Move(draft, copy);
        }
        catch (IOException) when (Directory.Exists(copy))
        {
            Directory.Delete(draft, recursive: true);
        }
    }

    private static void DeleteOld()
    {
        foreach (var old in new DirectoryInfo(Root).EnumerateDirectories())
        {
            if (DateTime.UtcNow - old.LastWriteTimeUtc < Lifetime) continue;
            try
            {
                old.Delete(recursive: true);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // Another run still uses it; a later run deletes it.
            }
        }
    }
}
