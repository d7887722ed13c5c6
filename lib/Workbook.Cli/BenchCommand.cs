using System.CommandLine;

namespace Workbook.Cli;

/// <summary><c>workbook bench</c>: measures on this machine what the workbook says of its own speed.</summary>
internal static class BenchCommand
{
    // Each is in the file of its name; a line here adds it.
    private static readonly Func<Command>[] Subcommands =
    [
        BenchKernel.Create,
        BenchExplore.Create,
        BenchStorm.Create,
        BenchFleet.Create,
    ];

    public static Command Create()
    {
        var command = new Command("bench", "Measures the workbook's own speed on this machine.");
        foreach (var create in Subcommands) command.Subcommands.Add(create());
        return command;
    }
}
