using System.CommandLine;
using Workbook.Kernel.Install;

namespace Workbook.Cli;

/// <summary>Where the commands about kernels look and write.</summary>
internal sealed class KernelOptions
{
    public Option<string?> Name { get; } = new("--name")
    {
        Description = $"The kernel's name; default: {KernelSpec.NotebookName}, for which the notebooks ask, "
            + $"or {KernelSpec.OtherName} when another kernel has that.",
        HelpName = "name",
    };

    public Option<string?> Prefix { get; } = new("--prefix")
    {
        Description = "A Python environment, or another folder: its share/jupyter instead of the user's folder.",
        HelpName = "folder",
    };

    public Option<bool> User { get; } = new("--user") { Description = "The user's Jupyter folder: the default." };

    /// <summary>Adds all three to a command.</summary>
    public void AddTo(Command command)
    {
        command.Options.Add(Name);
        command.Options.Add(Prefix);
        command.Options.Add(User);
        command.Validators.Add(result =>
        {
            if (result.GetValue(Prefix) is not null && result.GetValue(User))
                result.AddError("--prefix and --user name two folders: give one of them.");
        });
    }

    /// <summary>The folder of kernels that the command line means.</summary>
    public string Folder(ParseResult parsed) => parsed.GetValue(Prefix) is { } prefix
        ? JupyterPaths.KernelsUnder(prefix)
        : new JupyterPaths(Machine.Current).UserKernels;

    /// <summary>The installer for that folder.</summary>
    public KernelInstaller Installer(ParseResult parsed) =>
        new(Folder(parsed), new JupyterPaths(Machine.Current).KernelFolders);
}
