using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Parsing;
using Workbook.Cli;
using Workbook.Kernel;
using Workbook.Kernel.Install;

// A plain command, because a root command is named in the help after its assembly.
var root = new Command("workbook", "The MQTT QoS & Sessions Workbook: runs its notebooks, its broker and its Jupyter kernel.")
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
    var names = new List<string>();
    for (SymbolResult? at = parsed.CommandResult; at is CommandResult command; at = at.Parent) names.Insert(0, command.Command.Name);
    Console.Error.WriteLine($"{parsed.Errors[0].Message} See '{string.Join(' ', names)} --help'.");
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
