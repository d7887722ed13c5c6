using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Loader;

namespace Workbook.Kernel;

/// <summary>The packages that the cells of a session asked for, restored together so that their versions agree.</summary>
internal sealed class SessionPackages : IDisposable
{
    private readonly List<PackageRequest> _wanted = [];
    private readonly List<string> _sources = [];
    private readonly Dictionary<string, string> _assemblies = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<AssemblyLoadContext> _contexts = [];
    private IReadOnlyList<string> _natives = [];

    /// <summary>Looks for packages at the address or in the folder too; throws <see cref="PackageException"/>.</summary>
    public void AddSource(string source)
    {
        var isAddress = Uri.TryCreate(source, UriKind.Absolute, out var uri) && !uri.IsFile;
        var place = isAddress ? source : Path.GetFullPath(source);
        if (!isAddress && !Directory.Exists(place))
            throw new PackageException($"#i names the folder '{place}', which does not exist: check the path.");
        if (!_sources.Contains(place)) _sources.Add(place);
    }

    /// <summary>Whether the package is there already, in that version.</summary>
    public bool Has(PackageRequest request) =>
        _wanted.Exists(w => IsSame(w, request) && (request.Version is null || w.Version == request.Version));

    /// <summary>
    /// Returns the assemblies that come new with the packages, and the packages with the versions found. When that
    /// throws <see cref="PackageException"/>, the session is as before.
    /// </summary>
    public (IReadOnlyList<string> Assemblies, IReadOnlyList<PackageRequest> Found) Add(
        IReadOnlyList<PackageRequest> requests, CancellationToken stop)
    {
        foreach (var request in requests)
        {
            if (_wanted.Find(w => IsSame(w, request)) is not { } other) continue;
            throw new PackageException(
                $"The package {other} is in use already: restart the kernel to use version {request.Version}.");
        }

        var assets = PackageRestore.Run([.. _wanted, .. requests], _sources, stop);
        _wanted.AddRange(requests);
        if (_assemblies.Count == 0) AppDomain.CurrentDomain.AssemblyLoad += Serve;
        _natives = assets.NativeLibraries;
        // What the framework has too comes from the framework; the first assembly of a name stays.
        var fresh = assets.Assemblies
            .Where(path => !CellReferences.IsOfFramework(Path.GetFileNameWithoutExtension(path)))
            .Where(path => _assemblies.TryAdd(Path.GetFileNameWithoutExtension(path), path))
            .ToList();
        return (fresh, [.. requests.Select(r => r with { Version = assets.Versions.GetValueOrDefault(r.Name) })]);
    }

    /// <summary>Ends the help that assemblies of packages get.</summary>
    public void Dispose() => AppDomain.CurrentDomain.AssemblyLoad -= Serve;

    // An assembly of a package finds what came with the packages: libraries in machine code, and assemblies that it
    // loads by name without their being referred to.
    private void Serve(object? sender, AssemblyLoadEventArgs e)
    {
        var assembly = e.LoadedAssembly;
        if (assembly.IsDynamic || !_assemblies.ContainsValue(assembly.Location)) return;
        if (AssemblyLoadContext.GetLoadContext(assembly) is not { } context) return;
        lock (_contexts)
        {
            if (!_contexts.Add(context)) return;
            context.ResolvingUnmanagedDll += (_, name) => FindNative(name);
            context.Resolving += FindAssembly;
        }
    }

    private Assembly? FindAssembly(AssemblyLoadContext context, AssemblyName name)
    {
        if (name.Name is null || !_assemblies.TryGetValue(name.Name, out var path)) return null;
        return AppDomain.CurrentDomain.GetAssemblies().FirstOrDefault(a => !a.IsDynamic && a.Location == path)
            ?? context.LoadFromAssemblyPath(path);
    }

    private static bool IsSame(PackageRequest one, PackageRequest other) =>
        string.Equals(one.Name, other.Name, StringComparison.OrdinalIgnoreCase);

    private nint FindNative(string name)
    {
        var path = _natives.FirstOrDefault(native =>
            Path.GetFileNameWithoutExtension(native) is var file
            && (file == name || file == "lib" + name || Path.GetFileName(native) == name));
        return path is null ? 0 : NativeLibrary.Load(path);
    }
}
