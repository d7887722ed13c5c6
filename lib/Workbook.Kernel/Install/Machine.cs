using System.Runtime.InteropServices;

namespace Workbook.Kernel.Install;

/// <summary>What Jupyter's rules about folders look at: the system, the user's folder and the environment.</summary>
/// <param name="System">The operating system.</param>
/// <param name="Home">The user's folder.</param>
/// <param name="Variable">Reads an environment variable; null when it is not set.</param>
public sealed record Machine(OSPlatform System, string Home, Func<string, string?> Variable)
{
    /// <summary>The machine that this process runs on.</summary>
    public static Machine Current { get; } = new(
        OperatingSystem.IsWindows() ? OSPlatform.Windows
            : OperatingSystem.IsMacOS() ? OSPlatform.OSX : OSPlatform.Linux,
        Environment.GetFolderPath(Environment.SpecialFolder.UserProfile),
        Environment.GetEnvironmentVariable);

    /// <summary>Whether the system is Windows.</summary>
    public bool IsWindows => System == OSPlatform.Windows;

    /// <summary>The folders of <c>PATH</c>, in order.</summary>
    public IReadOnlyList<string> SearchPath => List("PATH");

    /// <summary>Gives the value of a variable, or null when it is not set or empty.</summary>
    public string? Value(string variable) => Variable(variable) is { Length: > 0 } value ? value : null;

    /// <summary>Gives the folders that a variable lists, in order.</summary>
    public IReadOnlyList<string> List(string variable) =>
        (Variable(variable) ?? "").Split(IsWindows ? ';' : ':', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Finds a program on the search path, or null.</summary>
    public string? FindProgram(string name)
    {
        string[] endings = IsWindows ? [".exe", ".cmd", ".bat"] : [""];
        return SearchPath.SelectMany(folder => endings.Select(ending => Path.Combine(folder, name + ending)))
            .FirstOrDefault(File.Exists);
    }
}
