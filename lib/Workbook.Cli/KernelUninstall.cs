using System.CommandLine;

namespace Workbook.Cli;

/// <summary><c>workbook kernel uninstall</c>: removes what <c>install</c> wrote.</summary>
internal static class KernelUninstall
{
    private const string Description = """
        Removes the workbook's kernels, or the one named; kernels of others are left alone.

        Exit code: 0 removed, 2 there is none, or it cannot be removed.
        """;

    public static Command Create()
    {
        var options = new KernelOptions();
        options.Name.Description = "The kernel to remove; default: all of the workbook's in this folder.";
        var command = new Command("uninstall", Description);
        options.AddTo(command);
        command.SetAction(parsed =>
        {
            foreach (var spec in options.Installer(parsed).Uninstall(parsed.GetValue(options.Name)))
                Terminal.Line($"Removed the kernel '{spec.Name}' ({spec.DisplayName}) from {spec.Folder}.");
            return ExitCode.Success;
        });
        return command;
    }
}
