using System.Text.Json;

namespace Workbook.Kernel;

/// <summary>What a set of packages brings, all that they depend on included.</summary>
/// <param name="Assemblies">The assemblies to refer to and to load.</param>
/// <param name="NativeLibraries">The libraries in machine code for this platform.</param>
/// <param name="Versions">The version that each package was resolved to, by its id.</param>
internal sealed record PackageAssets(
    IReadOnlyList<string> Assemblies,
    IReadOnlyList<string> NativeLibraries,
    IReadOnlyDictionary<string, string> Versions)
{
    /// <summary>
    /// Reads what NuGet resolved (<c>project.assets.json</c>), or returns null when there is none yet or when a file
    /// that it names is gone.
    /// </summary>
    public static PackageAssets? Read(string path, string platform)
    {
        if (!File.Exists(path)) return null;
        using var json = JsonDocument.Parse(File.ReadAllBytes(path));
        var root = json.RootElement;
        var folders = root.GetProperty("packageFolders").EnumerateObject().Select(folder => folder.Name).ToList();
        var target = root.GetProperty("targets").EnumerateObject()
            .First(t => t.Name.EndsWith("/" + platform, StringComparison.Ordinal)).Value;
        var (assemblies, natives) = (new List<string>(), new List<string>());
        var versions = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var package in target.EnumerateObject())
        {
            var library = root.GetProperty("libraries").GetProperty(package.Name);
            if (library.GetProperty("type").GetString() != "package") continue;
            var slash = package.Name.IndexOf('/', StringComparison.Ordinal);
            versions[package.Name[..slash]] = package.Name[(slash + 1)..];
            var home = library.GetProperty("path").GetString()!;
            if (folders.Select(f => Path.Combine(f, home)).FirstOrDefault(Directory.Exists) is not { } folder) return null;
            assemblies.AddRange(Files(package.Value, "runtime", folder));
            natives.AddRange(Files(package.Value, "native", folder));
        }

        return assemblies.Concat(natives).All(File.Exists) ? new(assemblies, natives, versions) : null;
    }

    private static IEnumerable<string> Files(JsonElement package, string kind, string folder) =>
        package.TryGetProperty(kind, out var files)
            ? files.EnumerateObject().Select(file => file.Name)
                .Where(name => !name.EndsWith("/_._", StringComparison.Ordinal))
                .Select(name => Path.GetFullPath(Path.Combine(folder, name)))
            : [];
}
