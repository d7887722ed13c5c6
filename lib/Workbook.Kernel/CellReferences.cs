using System.Collections.Immutable;
using System.IO.MemoryMappedFiles;
using System.Reflection;
using System.Reflection.Metadata;
using System.Runtime.Loader;
using Microsoft.AspNetCore.Html;
using Microsoft.CodeAnalysis;
using Microsoft.DotNet.Interactive.Formatting;

namespace Workbook.Kernel;

/// <summary>The assemblies that every cell may use without <c>#r</c>: the framework and what displays values.</summary>
internal static class CellReferences
{
    /// <summary>Assemblies of this process that cells share with it.</summary>
    public static readonly ImmutableArray<Assembly> HostAssemblies =
        [typeof(CellFunctions).Assembly, typeof(Formatter).Assembly, typeof(HtmlString).Assembly];

    private static readonly Lazy<ImmutableArray<MetadataReference>> LazyAll = new(ReadAll);

    /// <summary>All of them as the compiler takes them, read once for all notebooks of a run.</summary>
    public static ImmutableArray<MetadataReference> All => LazyAll.Value;

    private static readonly Lazy<HashSet<string>> LazyNames =
        new(() => [.. FrameworkPaths().Select(path => Path.GetFileNameWithoutExtension(path)!)]);

    /// <summary>Whether the framework has an assembly of that name.</summary>
    public static bool IsOfFramework(string assemblyName) => LazyNames.Value.Contains(assemblyName);

    private static IEnumerable<string> FrameworkPaths()
    {
        var framework = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        var platform = (string?)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES") ?? "";
        return platform.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Where(path => Path.GetDirectoryName(path) == framework);
    }

    private static ImmutableArray<MetadataReference> ReadAll()
    {
        var loaded = AssemblyLoadContext.Default.Assemblies.Where(assembly => !assembly.IsDynamic)
            .DistinctBy(assembly => assembly.Location).ToDictionary(assembly => assembly.Location);
        return
        [
            .. FrameworkPaths().Concat(HostAssemblies.Select(assembly => assembly.Location)).Select(path =>
                AssemblyMetadata.Create(loaded.TryGetValue(path, out var assembly) ? Read(assembly) : Map(path))
                    .GetReference(display: Path.GetFileName(path))),
        ];
    }

    // The runtime has read it already.
    private static unsafe ModuleMetadata Read(Assembly assembly)
    {
        if (!assembly.TryGetRawMetadata(out var metadata, out var length)) return Map(assembly.Location);
        return ModuleMetadata.CreateFromMetadata((nint)metadata, length);
    }

    // Mapped, which takes a fifth of the time of reading; never unmapped, as nor is the framework.
    private static unsafe ModuleMetadata Map(string path)
    {
        using var file = MemoryMappedFile.CreateFromFile(path, FileMode.Open, null, 0, MemoryMappedFileAccess.Read);
        var view = file.CreateViewAccessor(0, 0, MemoryMappedFileAccess.Read).SafeMemoryMappedViewHandle;
        byte* image = null;
        view.AcquirePointer(ref image);
        return ModuleMetadata.CreateFromImage((nint)image, checked((int)view.ByteLength));
    }
}
