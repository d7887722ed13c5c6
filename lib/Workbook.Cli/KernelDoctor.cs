using System.CommandLine;
using Workbook.Kernel.Install;

namespace Workbook.Cli;

/// <summary><c>workbook kernel doctor</c>: what keeps notebooks from running cell by cell, and what mends it.</summary>
internal static class KernelDoctor
{
    private const string Description = """
        Checks what notebooks need to run cell by cell: SDK, library, folders, front ends, names, and whether the
        installed kernel answers. Below each thing that is wrong stands the command that mends it.

        Exit code: 0 all is well, 1 something is wrong.
        """;

    public static Command Create()
    {
        var command = new Command("doctor", Description);
        command.SetAction(_ =>
        {
            var doctor = new Doctor(Machine.Current, KernelProgram.Current.Repository);
            var isWell = true;
            foreach (var finding in doctor.Examine())
            {
                Tell(finding);
                isWell &= finding.Health != Health.Bad;
            }

            if (isWell) Terminal.Line("All is well.", "green");
            else Terminal.Line("Run the commands above, then look again.", "red");
            return isWell ? ExitCode.Success : ExitCode.Failure;
        });
        return command;
    }

    private static void Tell(Finding finding)
    {
        var (mark, colour) = finding.Health switch
        {
            Health.Good => ("ok", "green"),
            Health.Note => ("note", "yellow"),
            _ => ("WRONG", "red"),
        };
        Terminal.Line($"{mark,-5} {finding.Subject}: {finding.Text}", colour);
        if (finding.Mend is { } mend) Terminal.Line($"      mend: {mend}");
    }
}
