using System.CommandLine;

namespace Workbook.Cli;

/// <summary><c>workbook kernel</c>: the kernel that Jupyter front ends run, and its place among theirs.</summary>
internal static class KernelCommand
{
    // Each is in the file of its name; a line here adds it.
    private static readonly Func<Command>[] Subcommands =
    [
        KernelRun.Create,
        KernelInstall.Create,
        KernelUninstall.Create,
        KernelList.Create,
        KernelDoctor.Create,
    ];

    public static Command Create()
    {
        var command = new Command("kernel", "The C# kernel for Jupyter front ends: notebook, lab, VS Code, nbconvert.");
        foreach (var create in Subcommands) command.Subcommands.Add(create());
        return command;
    }
}
