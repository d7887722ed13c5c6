using System.CommandLine;

namespace Workbook.Cli;

/// <summary><c>workbook kernel</c>: the workbook's kernel for Jupyter's front ends.</summary>
internal static class KernelCommand
{
    public static Command Create() => new("kernel", "The C# kernel for Jupyter, VS Code and other front ends.")
    {
        KernelInstall.Create(),
        KernelUninstall.Create(),
        KernelList.Create(),
    };
}
