using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Workbook.Kernel.Install;

/// <summary>Looks at all that a notebook needs to run cell by cell, and says what mends what is missing.</summary>
/// <param name="machine">The machine to look at.</param>
/// <param name="repository">The workbook's folder, or null when the command is a copy without it.</param>
public sealed partial class Doctor(Machine machine, string? repository)
{
    private const int SdkMajor = 10;
    private static readonly TimeSpan AnswerMaximum = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan ToolMaximum = TimeSpan.FromSeconds(20);

    internal static readonly string[] LibraryRooms =
    [
        "Workbook", "Workbook.Display", "Workbook.Examples", "Workbook.Explore", "Workbook.Live", "Workbook.Mqtt",
        "Workbook.Simulate",
    ];

    private static readonly (string Program, string Name)[] FrontEnds =
    [
        ("jupyter-notebook", "Jupyter Notebook"), ("jupyter-lab", "JupyterLab"), ("jupyter-nbconvert", "nbconvert"),
        ("jupyter-console", "Jupyter console"), ("code", "VS Code"),
    ];

    private readonly Machine _machine = machine;
    private readonly string? _repository = repository;
    private readonly JupyterPaths _paths = new(machine);

    // From any folder: a doctor's command is copied and run as it stands.
    private string Command => _repository is null
        ? "workbook"
        : $"dotnet run --project {Path.Combine(_repository, "lib", "Workbook.Cli")} --";

    /// <summary>Looks at one thing after the other; starts the installed kernel once, for a second.</summary>
    public IEnumerable<Finding> Examine()
    {
        yield return Sdk();
        yield return Library();
        yield return Folder();
        yield return FrontEnd();
        var all = KernelSpec.FindAll(_paths.KernelFolders);
        var ours = all.Where(spec => spec.IsOurs).ToList();
        if (ours.Count == 0)
        {
            yield return new Finding(
                Health.Bad, "kernel", "The workbook's kernel is not installed.", $"{Command} kernel install");
        }

        foreach (var spec in ours)
        {
            yield return Name(spec, all);
            yield return Program(spec) ?? Answer(spec);
        }
    }

    private Finding Sdk()
    {
        const string subject = ".NET SDK";
        const string mend = "open https://dotnet.microsoft.com/download/dotnet/10.0";
        if (_machine.FindProgram("dotnet") is not { } dotnet)
        {
            return new Finding(
                _repository is null ? Health.Note : Health.Bad, subject, "No 'dotnet' is on the search path.", mend);
        }

        var versions = SdkVersion().Matches(Output(dotnet, "--list-sdks")).Select(match => match.Value).ToList();
        return versions.Exists(version => int.Parse(version.Split('.')[0], CultureInfo.InvariantCulture) >= SdkMajor)
            ? new Finding(Health.Good, subject, $"{versions[^1]} ({dotnet})")
            : new Finding(
                Health.Bad, subject, $"{dotnet} has no SDK {SdkMajor} or newer, which builds the library.", mend);
    }

    private Finding Library()
    {
        const string subject = "library";
        if (_repository is null)
            return new Finding(Health.Note, subject, "This command is a copy; the library is in the repository.");
        var library = new FileInfo(Path.Combine(_repository, "lib", "bin", "Workbook.dll"));
        var mend = $"dotnet build {Path.Combine(_repository, "Workbook.sln")}";
        if (!library.Exists)
            return new Finding(Health.Bad, subject, $"{library.FullName}, which notebooks load, is not built.", mend);
        return library.LastWriteTimeUtc < NewestSource(_repository)
            ? new Finding(Health.Note, subject, $"{library.FullName} is older than its sources.", mend)
            : new Finding(Health.Good, subject, library.FullName);
    }

    private static DateTime NewestSource(string repository) => LibraryRooms
        .Select(room => new DirectoryInfo(Path.Combine(repository, "lib", room)))
        .SelectMany(room => room.EnumerateFiles("*.cs", SearchOption.AllDirectories))
        .Where(file => !file.FullName.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}"))
        .Max(file => file.LastWriteTimeUtc);

    private Finding Folder()
    {
        const string subject = "Jupyter's folder";
        var folder = _paths.UserKernels;
        var existing = folder;
        while (!Directory.Exists(existing)) existing = Path.GetDirectoryName(existing)!;
        try
        {
            using (File.Create(Path.Combine(existing, $".workbook-{Guid.NewGuid():N}"), 1, FileOptions.DeleteOnClose))
                return new Finding(Health.Good, subject, folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new Finding(Health.Bad, subject, $"{folder} takes no new file: {e.Message}",
                $"{Command} kernel install --prefix <a Python environment of yours>");
        }
    }

    private Finding FrontEnd()
    {
        var found = FrontEnds.Where(end => _machine.FindProgram(end.Program) is not null)
            .Select(end => end.Name).ToList();
        return found.Count > 0
            ? new Finding(Health.Good, "front ends", string.Join(", ", found))
            : new Finding(Health.Note, "front ends", "Neither Jupyter nor VS Code is on the search path.",
                _machine.FindProgram("apt-get") is null
                    ? "pip install notebook"
                    : "sudo apt-get install jupyter-notebook");
    }

    private Finding Name(KernelSpec spec, IReadOnlyList<KernelSpec> all)
    {
        const string subject = "name";
        var same = all.First(other => string.Equals(other.Name, spec.Name, StringComparison.OrdinalIgnoreCase));
        if (same.Folder != spec.Folder)
        {
            return new Finding(Health.Bad, subject, $"'{spec.Name}' in {spec.Folder} is hidden by {same.Folder}.",
                same.IsOurs ? $"{Command} kernel uninstall --name {spec.Name}" : $"{Command} kernel install");
        }

        var hidden = all.FirstOrDefault(other =>
            !other.IsOurs && string.Equals(other.Name, spec.Name, StringComparison.OrdinalIgnoreCase));
        if (hidden is not null)
            return new Finding(Health.Note, subject, $"'{spec.Name}' hides another kernel, in {hidden.Folder}.");
        return spec.Name == KernelSpec.NotebookName
            ? new Finding(Health.Good, subject, $"'{spec.Name}', for which the notebooks ask")
            : new Finding(Health.Note, subject, $"The notebooks ask for '{KernelSpec.NotebookName}': "
                + $"choose '{spec.DisplayName}' in the front end, or install under that name when it is free.",
                all.Any(other => other.Name == KernelSpec.NotebookName) ? null : $"{Command} kernel install");
    }

    // Null when all files are there.
    private Finding? Program(KernelSpec spec)
    {
        var files = spec.Arguments.TakeWhile(Path.IsPathFullyQualified).ToList();
        var missing = files.Find(path => !File.Exists(path));
        return files.Count > 0 && missing is null ? null : new Finding(
            Health.Bad, "kernel", $"'{spec.Name}' runs {missing ?? "nothing"}, which is not there.",
            $"{Command} kernel install");
    }

    private Finding Answer(KernelSpec spec)
    {
        var watch = Stopwatch.StartNew();
        try
        {
            using var session = KernelSession.Start(spec, AnswerMaximum);
            var seconds = watch.Elapsed.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture);
            return new Finding(
                Health.Good, "kernel", $"'{spec.Name}' in {spec.Folder} answers in {seconds} s: {session.Language}");
        }
        catch (InstallException e)
        {
            return new Finding(Health.Bad, "kernel", e.Message, $"{Command} kernel install");
        }
    }

    private static string Output(string program, string argument)
    {
        using var process = Process.Start(new ProcessStartInfo(program, [argument]) { RedirectStandardOutput = true })!;
        var output = process.StandardOutput.ReadToEndAsync();
        if (process.WaitForExit(ToolMaximum)) return output.GetAwaiter().GetResult();
        process.Kill(entireProcessTree: true);
        return "";
    }

    [GeneratedRegex(@"^\d+\.\d+\.\d+\S*", RegexOptions.Multiline)]
    private static partial Regex SdkVersion();
}
