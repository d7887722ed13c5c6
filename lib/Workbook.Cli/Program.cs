using System.CommandLine;
using System.CommandLine.Help;
using Workbook.Cli;
using Workbook.Kernel;

// A plain command, because a root command is named in the help after its assembly.
var root = new Command("workbook", "The MQTT QoS & Sessions Workbook: runs its notebooks and its broker, and checks its evidence.")
{
    new HelpOption(),
    new VersionOption(),
    RunCommand.Create(),
    BrokerCommand.Create(),
    EvidenceCommand.Create(),
};
var parsed = root.Parse(args.Length > 0 ? args : ["--help"]);
if (parsed.Errors.Count > 0)
{
    var command = parsed.CommandResult.Command == root ? "" : parsed.CommandResult.Command.Name + " ";
    Console.Error.WriteLine($"{parsed.Errors[0].Message} See 'workbook {command}--help'.");
    return ExitCode.Unusable;
}

try
{
    return parsed.Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
}
catch (NotebookException e)
{
    Console.Error.WriteLine(e.Message);
    return ExitCode.Unusable;
}
