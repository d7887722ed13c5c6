namespace Workbook.Kernel.Install;

/// <summary>Installs the workbook's kernel into a folder of kernels and removes it from there.</summary>
/// <remarks>
/// The program lies within the specification's folder, so that removing the folder removes the kernel. The
/// specification is written last and in one step: a front end sees the kernel whole or not at all.
/// </remarks>
/// <param name="folder">The folder of kernels to install into.</param>
/// <param name="searched">The folders of kernels that front ends look into.</param>
public sealed class KernelInstaller(string folder, IReadOnlyList<string> searched)
{
    private const string ProgramPrefix = "program-";
    private static readonly string[] Logos = ["logo-svg.svg", "logo-64x64.png", "logo-32x32.png"];

    private readonly string _folder = folder;
    private readonly IReadOnlyList<string> _searched = searched;

    /// <summary>
    /// Chooses the name to install under: the one asked for, or <see cref="KernelSpec.NotebookName"/>, or
    /// <see cref="KernelSpec.OtherName"/> when another kernel has that one. Throws <see cref="InstallException"/> when
    /// the name is none, or another kernel has it.
    /// </summary>
    public KernelPlan Plan(string? name)
    {
        if (name is not null && !KernelSpec.IsName(name))
            throw new InstallException($"'{name}' cannot be a kernel's name: use letters, digits, '-', '.' and '_'.");
        if (name is not null)
        {
            return Foreign(name) is { } taken
                ? throw new InstallException(
                    $"Another kernel is named '{name}', in {taken.Folder}: choose another name.")
                : PlanOf(name, null);
        }

        if (Foreign(KernelSpec.NotebookName) is not { } other) return PlanOf(KernelSpec.NotebookName, null);
        return Foreign(KernelSpec.OtherName) is { } both
            ? throw new InstallException($"Other kernels have both names, '{other.Name}' in {other.Folder} and "
                + $"'{both.Name}' in {both.Folder}: choose one with --name.")
            : PlanOf(KernelSpec.OtherName, other);
    }

    /// <summary>
    /// Installs by a plan; <paramref name="provide"/> puts the program into the folder that it is given. Throws
    /// <see cref="InstallException"/> when the folder takes no file; nothing is left behind when anything throws.
    /// </summary>
    public KernelSpec Install(KernelPlan plan, Action<string> provide)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(provide);
        var spec = Path.Combine(_folder, plan.Name);
        var created = FirstMissing(spec);
        var program = Path.Combine(spec, ProgramPrefix + Guid.NewGuid().ToString("N")[..8]);
        try
        {
            Directory.CreateDirectory(program);
            provide(program);
            var written = new KernelSpec(spec, plan.DisplayName, "C#", KernelProgram.Arguments(program), IsOurs: true)
            {
                Environment = KernelProgram.Environment,
            };
            foreach (var logo in Logos) WriteLogo(logo, spec);
            Replace(written.File, written.ToJson());
            if (plan.Supersedes is { } old) Directory.Delete(old.Folder, recursive: true);
            DeleteOldPrograms(spec, program);
            return written;
        }
        catch (Exception e)
        {
            Discard(created ?? program);
            if (e is not (IOException or UnauthorizedAccessException)) throw;
            throw new InstallException($"The kernel cannot be installed in '{_folder}': {e.Message}", e);
        }
    }

    /// <summary>
    /// Removes the workbook's kernels of this folder, or the one named, and returns them. Throws
    /// <see cref="InstallException"/> when there is none, when the name is another kernel's, or it cannot be removed.
    /// </summary>
    public IReadOnlyList<KernelSpec> Uninstall(string? name)
    {
        var all = KernelSpec.FindAll([_folder]);
        var wanted = all.Where(spec => name is null ? spec.IsOurs : IsNamed(spec, name)).ToList();
        if (wanted.Count == 0)
        {
            throw new InstallException(name is null
                ? $"No kernel of the workbook is installed in '{_folder}'."
                : $"There is no kernel named '{name}' in '{_folder}'.");
        }

        if (wanted.Find(spec => !spec.IsOurs) is { } foreign)
            throw new InstallException($"The kernel '{foreign.Name}' in {foreign.Folder} is not the workbook's.");
        foreach (var spec in wanted)
        {
            try
            {
                // First what makes it a kernel: a program that still runs may keep the rest for a while.
                File.Delete(spec.File);
                Directory.Delete(spec.Folder, recursive: true);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                throw new InstallException($"The kernel in '{spec.Folder}' cannot be removed whole: {e.Message}", e);
            }
        }

        return wanted;
    }

    private static bool IsNamed(KernelSpec spec, string name) =>
        string.Equals(spec.Name, name, StringComparison.OrdinalIgnoreCase);

    private KernelSpec? Foreign(string name) =>
        KernelSpec.FindAll(_searched.Prepend(_folder)).FirstOrDefault(spec => !spec.IsOurs && IsNamed(spec, name));

    private KernelPlan PlanOf(string name, KernelSpec? beside)
    {
        var ours = KernelSpec.FindAll([_folder]).Where(spec => spec.IsOurs).ToList();
        var display = name switch
        {
            KernelSpec.NotebookName => ".NET (C#)",
            KernelSpec.OtherName => "Workbook C#",
            _ => $"Workbook C# ({name})",
        };
        // Of the two names of its own choice the kernel holds one: what it holds under the other is from before.
        var other = name switch
        {
            KernelSpec.NotebookName => KernelSpec.OtherName,
            KernelSpec.OtherName => KernelSpec.NotebookName,
            _ => null,
        };
        return new KernelPlan(
            name,
            display,
            Path.Combine(_folder, name),
            beside,
            ours.Exists(spec => IsNamed(spec, name)),
            other is null ? null : ours.Find(spec => IsNamed(spec, other)));
    }

    private static string? FirstMissing(string path)
    {
        string? missing = null;
        for (var folder = path; folder is not null && !Path.Exists(folder); folder = Path.GetDirectoryName(folder))
            missing = folder;
        return missing;
    }

    private static void WriteLogo(string logo, string spec)
    {
        using var resource = typeof(KernelInstaller).Assembly.GetManifestResourceStream(logo)!;
        using var file = File.Create(Path.Combine(spec, logo));
        resource.CopyTo(file);
    }

    private static void Replace(string path, string text)
    {
        var draft = path + ".draft";
        File.WriteAllText(draft, text);
        File.Move(draft, path, overwrite: true);
    }

    // Kernels that run now go on with the program before this one; older ones are no longer needed.
    private static void DeleteOldPrograms(string spec, string program)
    {
        var old = new DirectoryInfo(spec).EnumerateDirectories(ProgramPrefix + "*")
            .Where(folder => folder.FullName != program)
            .OrderByDescending(folder => folder.CreationTimeUtc).Skip(1);
        foreach (var folder in old) Discard(folder.FullName);
    }

    private static void Discard(string folder)
    {
        try
        {
            if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A running kernel holds its program on some systems; a later installation deletes it.
        }
    }
}
