using System.CommandLine;

namespace Workbook.Cli;

/// <summary><c>workbook bench</c>: measures parts of the workbook, each by a command of its own.</summary>
internal static class BenchCommand
{
    public static Command Create() =>
        new("bench", "Measures parts of the workbook on this machine; each measurement says what it compares with.")
        {
            BenchExplore.Create(),
            BenchKernel.Create(),
        };
}
