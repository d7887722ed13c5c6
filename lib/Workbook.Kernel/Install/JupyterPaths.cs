using System.Runtime.InteropServices;

namespace Workbook.Kernel.Install;

/// <summary>Where Jupyter's front ends look for kernels, by the rules of <c>jupyter --paths</c>.</summary>
public sealed class JupyterPaths(Machine machine)
{
    private const string KernelsFolder = "kernels";

    private readonly Machine _machine = machine;

    /// <summary>The user's own data folder of Jupyter: <c>JUPYTER_DATA_DIR</c>, or what the system says.</summary>
    public string UserData => _machine.Value("JUPYTER_DATA_DIR") ?? (_machine.System switch
    {
        var system when system == OSPlatform.OSX => Path.Combine(_machine.Home, "Library", "Jupyter"),
        var system when system == OSPlatform.Windows => WindowsUserData,
        _ => Path.Combine(
            _machine.Value("XDG_DATA_HOME") ?? Path.Combine(_machine.Home, ".local", "share"), "jupyter"),
    });

    /// <summary>The user's folder of kernels, where <c>install</c> writes.</summary>
    public string UserKernels => Path.Combine(UserData, KernelsFolder);

    /// <summary>
    /// The folders of kernels, in the order in which a name is looked up: <c>JUPYTER_PATH</c>, the user's, those of
    /// Python environments (the active one and those of the <c>jupyter</c> programs on the search path), the system's.
    /// </summary>
    public IReadOnlyList<string> KernelFolders
    {
        get
        {
            var data = new List<string>(_machine.List("JUPYTER_PATH"));
            var environments = Environments.Select(prefix => Path.Combine(prefix, "share", "jupyter"));
            var prefersEnvironment = _machine.Value("JUPYTER_PREFER_ENV_PATH") is { } value
                && value.ToUpperInvariant() is not ("0" or "N" or "NO" or "FALSE" or "OFF");
            if (prefersEnvironment) data.AddRange([.. environments, UserData]);
            else data.AddRange([UserData, .. environments]);
            data.AddRange(SystemData);
            return [.. data.Select(folder => Path.Combine(folder, KernelsFolder)).Distinct()];
        }
    }

    private string WindowsUserData =>
        Path.Combine(_machine.Value("APPDATA") ?? Path.Combine(_machine.Home, "AppData", "Roaming"), "jupyter");

    private IEnumerable<string> Environments =>
        new[] { _machine.Value("VIRTUAL_ENV"), _machine.Value("CONDA_PREFIX"), JupyterPrefix }.OfType<string>();

    // A program lies in <prefix>/bin, on Windows in <prefix>\Scripts.
    private string? JupyterPrefix =>
        _machine.FindProgram("jupyter") is { } jupyter ? Path.GetDirectoryName(Path.GetDirectoryName(jupyter)) : null;

    private IEnumerable<string> SystemData => _machine.IsWindows
        ? [Path.Combine(_machine.Value("PROGRAMDATA") ?? @"C:\ProgramData", "jupyter")]
        : ["/usr/local/share/jupyter", "/usr/share/jupyter"];

    /// <summary>Gives the folder of kernels of an installation under a prefix, such as a Python environment.</summary>
    public static string KernelsUnder(string prefix) =>
        Path.Combine(Path.GetFullPath(prefix), "share", "jupyter", KernelsFolder);
}
