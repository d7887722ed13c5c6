namespace Workbook.Kernel.Install;

/// <summary>
/// Compiles the assemblies of a kernel's first cell to machine code for this machine, as one unit with the runtime
/// beside them. Assembly by assembly, what one makes of another's generic types would be left to compile at each start:
/// over half of what a first cell runs.
/// </summary>
/// <param name="tool">The SDK's ahead-of-time compiler.</param>
/// <param name="program">The folder of the kernel's program.</param>
/// <param name="runtime">The runtime that it will run on.</param>
internal sealed class AheadCompiler(string tool, string program, KernelRuntime runtime)
{
    // The one that uses most of the others' generic types; in each further one they would take memory, not save time.
    private const string MainUser = "Microsoft.CodeAnalysis.CSharp";

    private static readonly string[] OfProgram =
    [
        MainUser, "Microsoft.CodeAnalysis", "Microsoft.CodeAnalysis.Scripting",
        "Microsoft.CodeAnalysis.CSharp.Scripting", "Microsoft.DotNet.Interactive.Formatting", "Workbook.Kernel",
        "Workbook.Cli",
    ];

    // The runtime has these compiled already, but without all that they make of the base library's generic types.
    private static readonly string[] OfRuntime = ["System.Reflection.Metadata", "System.Collections.Immutable"];

    private readonly string _tool = tool;
    private readonly string _program = program;
    private readonly KernelRuntime _runtime = runtime;

    /// <summary>
    /// Compiles all in place; <paramref name="say"/> gets the name of each before it begins. Throws
    /// <see cref="BuildToolException"/> when one cannot be compiled.
    /// </summary>
    /// <param name="scratch">An empty folder for files of the way.</param>
    /// <param name="say">Hears of the progress.</param>
    /// <param name="stop">Ends the work.</param>
    public void Compile(string scratch, Action<string> say, CancellationToken stop)
    {
        var folder = _runtime.FrameworkFolders[0];
        var paths = OfProgram.Select(name => Path.Combine(_program, name + ".dll"))
            .Concat(OfRuntime.Select(name => Path.Combine(folder, name + ".dll"))).ToList();
        foreach (var path in paths)
        {
            say($"Compiling {Path.GetFileNameWithoutExtension(path)} ({paths.IndexOf(path) + 1} of {paths.Count})");
            Compile(path, scratch, stop);
        }
    }

    private void Compile(string path, string scratch, CancellationToken stop)
    {
        var (compiled, arguments) = (Path.Combine(scratch, "compiled.dll"), Path.Combine(scratch, "arguments.rsp"));
        var others = _runtime.FrameworkFolders.Append(_program)
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*.dll"));
        string[] generics = OfRuntime.Append(MainUser).Contains(Path.GetFileNameWithoutExtension(path))
            ? ["--compilebubblegenerics"]
            : [];
        File.WriteAllLines(arguments,
        [
            path, $"--out:{compiled}", "--optimize", "--inputbubble",
            .. generics,
            .. others.SelectMany(other => new[] { $"--reference:{other}", $"--inputbubbleref:{other}" }),
        ]);
        BuildTool.Run("crossgen2", _tool, [$"@{arguments}"], stop);
        File.Move(compiled, path, overwrite: true);
    }
}
