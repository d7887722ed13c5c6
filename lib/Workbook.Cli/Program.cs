using System.CommandLine;
using Workbook.Cli;
using Workbook.Kernel;

var root = new RootCommand("The MQTT QoS & Sessions Workbook: runs its notebooks and its broker.")
{
    RunCommand.Create(),
    BrokerCommand.Create(),
};
var parsed = root.Parse(args.Length > 0 ? args : ["--help"]);
if (parsed.Errors.Count > 0)
{
    var command = parsed.CommandResult.Command is RootCommand ? "" : parsed.CommandResult.Command.Name + " ";
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
