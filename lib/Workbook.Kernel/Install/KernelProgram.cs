using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Workbook.Kernel.Install;

/// <summary>
/// The program that an installed kernel runs: a copy of the <c>workbook</c> command of its own, so that rebuilding the
/// repository neither locks nor breaks the kernel.
/// </summary>
/// <param name="build">The folder of the running command.</param>
public sealed class KernelProgram(string build)
{
    /// <summary>The command's assembly.</summary>
    public const string Assembly = "Workbook.Cli.dll";

    private const string Project = "lib/Workbook.Cli/Workbook.Cli.csproj";

    private readonly string _build = build;

    /// <summary>The command that runs now.</summary>
    public static KernelProgram Current { get; } = new(AppContext.BaseDirectory);

    // The runtime reads these before any code runs.
    private static readonly Dictionary<string, string> Settings = new()
    {
        // Pages that are never writable and executable at once cost a start a tenth of its time. The kernel runs any
        // code of its reader: there is nobody to protect from it.
        ["DOTNET_EnableWriteXorExecute"] = "0",
        // In hexadecimal: 12 MB of new objects before the collector looks, however large the processor's cache is.
        ["DOTNET_GCgen0size"] = "C00000",
    };

    /// <summary>The environment of a kernel's process: settings of its runtime, and where the SDK is.</summary>
    public static IReadOnlyDictionary<string, string> Environment { get; } = new Dictionary<string, string>(Settings)
    {
        // A front end started from a desktop may not have it on its search path.
        [DotnetFolder.Variable] = Path.Combine(DotnetFolder.OfMachine, DotnetFolder.Program),
    };

    /// <summary>The folder of the repository that the command was built in, or null for a copy of it.</summary>
    public string? Repository
    {
        get
        {
            for (var folder = new DirectoryInfo(_build); folder is not null; folder = folder.Parent)
            {
                if (File.Exists(Path.Combine(folder.FullName, Project))) return folder.FullName;
            }

            return null;
        }
    }

    /// <summary>
    /// Gives the arguments that run a program of this kind in a folder as a kernel: on the runtime in that folder, or
    /// without one on that of this process.
    /// </summary>
    /// <remarks>
    /// A program named <c>dotnet</c> beside that of the process is what cells that start <c>dotnet</c> would get: so
    /// its own runtime has none, and the program finds it by itself.
    /// </remarks>
    public static IReadOnlyList<string> Arguments(string folder)
    {
        string[] program = new KernelRuntime(folder).Exists
            ? [Path.Combine(folder, OperatingSystem.IsWindows() ? "Workbook.Cli.exe" : "Workbook.Cli")]
            : [Path.Combine(DotnetFolder.OfMachine, DotnetFolder.Program), Path.Combine(folder, Assembly)];
        return [.. program, "kernel", "run", "{connection_file}"];
    }

    /// <summary>Sees to it that processes which cells start run with the settings of the machine.</summary>
    public static void KeepSettingsFromChildren()
    {
        foreach (var name in Settings.Keys) System.Environment.SetEnvironmentVariable(name, null);
    }

    /// <summary>Copies the running build as it is.</summary>
    public void Copy(string folder)
    {
        foreach (var file in Directory.EnumerateFiles(_build, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(folder, Path.GetRelativePath(_build, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

    /// <summary>
    /// Builds the command anew, with a runtime of its own and compiled ahead for this machine, and returns null; or
    /// returns in one sentence why that cannot be done here. Leaves the repository's own build untouched.
    /// </summary>
    /// <param name="folder">Where the program goes.</param>
    /// <param name="say">Hears of the progress.</param>
    /// <param name="stop">Ends the work.</param>
    public string? Publish(string folder, Action<string> say, CancellationToken stop)
    {
        if (Repository is not { } repository) return "the command that runs is itself a copy, without its sources";
        var scratch = Directory.CreateTempSubdirectory("workbook-publish-");
        try
        {
            var project = Path.Combine(repository, Project);
            var tool = FindCompiler(project, scratch.FullName, stop);
            Dotnet(
                "publish",
                project,
                scratch.FullName,
                [
                    "--no-restore", "--output", folder, "-property:AppHostDotNetSearch=AppRelative",
                    $"-property:AppHostRelativeDotNet={KernelRuntime.FolderName}",
                ],
                stop);
            var runtime = new KernelRuntime(folder);
            runtime.Copy(stop);
            new AheadCompiler(tool, folder, runtime).Compile(scratch.FullName, say, stop);
            return null;
        }
        catch (BuildToolException e)
        {
            return e.Message;
        }
        finally
        {
            scratch.Delete(recursive: true);
        }
    }

    // The SDK fetches the compiler as a package of its own version, and knows where it lies.
    private static string FindCompiler(string project, string scratch, CancellationToken stop)
    {
        var output = Dotnet(
            "msbuild",
            project,
            scratch,
            [
                "-restore", "-target:ResolveFrameworkReferences;ResolveReadyToRunCompilers",
                "-property:PublishReadyToRun=true", "-getItem:Crossgen2Tool",
            ],
            stop);
        try
        {
            return (string?)JsonNode.Parse(output)?["Items"]?["Crossgen2Tool"]?[0]?["FullPath"]
                ?? throw new BuildToolException("the SDK names no compiler for this machine");
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or ArgumentOutOfRangeException)
        {
            throw new BuildToolException("the SDK names no compiler for this machine");
        }
    }

    private static string Dotnet(
        string command, string project, string scratch, IEnumerable<string> more, CancellationToken stop) =>
        BuildTool.Run(
            $"dotnet {command}",
            Path.Combine(DotnetFolder.OfMachine, DotnetFolder.Program),
            [
                command, project, "-property:Configuration=Release", "-property:SelfContained=false",
                $"-property:RuntimeIdentifier={RuntimeInformation.RuntimeIdentifier}",
                "-property:UseArtifactsOutput=true", $"-property:ArtifactsPath={scratch}", "-property:ForJupyter=true",
                "-nodeReuse:false", "-property:UseSharedCompilation=false", "-nologo", "-verbosity:quiet",
                .. more,
            ],
            stop);
}
