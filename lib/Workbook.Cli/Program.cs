using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Parsing;
using Workbook.Cli;
using Workbook.Kernel;
using Workbook.Kernel.Install;

// A plain command, because a root command is named in the help after its assembly.
const string Description =
    "The MQTT QoS & Sessions Workbook: runs its notebooks, its broker and its Jupyter kernel.";
var root = new Command("workbook", Description)
{
    new HelpOption(),
    new VersionOption(),
    RunCommand.Create(),
    BrokerCommand.Create(),
    KernelCommand.Create(),
    BenchCommand.Create(),
};
var parsed = root.Parse(args.Length > 0 ? args : ["--help"]);
if (parsed.Errors.Count > 0)
{
    var command = "";
    for (SymbolResult? at = parsed.CommandResult; at is CommandResult named; at = at.Parent)
        command = $"{named.Command.Name} {command}";
    Console.Error.WriteLine($"{parsed.Errors[0].Message} See '{command}--help'.");
    return ExitCode.Unusable;
}

try
{
    return parsed.Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
}
catch (Exception e) when (e is NotebookException or InstallException)
{
    Console.Error.WriteLine(e.Message);
    return ExitCode.Unusable;
}
