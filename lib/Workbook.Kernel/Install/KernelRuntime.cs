using Microsoft.AspNetCore.Html;

namespace Workbook.Kernel.Install;

/// <summary>
/// The copy of the runtime that an installed kernel has for itself: code compiled ahead across assemblies is right for
/// exactly the runtime that it was compiled with, and the machine's own is replaced by updates.
/// </summary>
/// <param name="program">The folder of the kernel's program; the copy lies within.</param>
internal sealed class KernelRuntime(string program)
{
    // Cells may use the one; the program and the libraries of the book use the other too.
    private static readonly IReadOnlyList<string> Frameworks =
    [
        Path.GetDirectoryName(typeof(object).Assembly.Location)!,
        Path.GetDirectoryName(typeof(HtmlString).Assembly.Location)!,
    ];

    /// <summary>The name of the copy's folder.</summary>
    public const string FolderName = "dotnet";

    private readonly string _folder = Path.Combine(program, FolderName);

    /// <summary>Whether the program has a copy.</summary>
    public bool Exists => Directory.Exists(_folder);

    /// <summary>The folders of the copy that have the assemblies of its frameworks, the base first.</summary>
    public IReadOnlyList<string> FrameworkFolders => [.. Frameworks.Select(Placed)];

    /// <summary>Copies the runtime that this process runs on.</summary>
    public void Copy(CancellationToken stop)
    {
        var dotnet = DotnetFolder.OfThisProcess;
        foreach (var folder in Frameworks.Append(Path.Combine(dotnet, "host", "fxr")))
        {
            foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
            {
                stop.ThrowIfCancellationRequested();
                Directory.CreateDirectory(Path.GetDirectoryName(Placed(file))!);
                File.Copy(file, Placed(file));
            }
        }
    }

    private string Placed(string path) => Path.Combine(_folder, Path.GetRelativePath(DotnetFolder.OfThisProcess, path));
}
