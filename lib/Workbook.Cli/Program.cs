using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Parsing;
using Workbook.Cli;
using Workbook.Kernel;
using Workbook.Kernel.Install;

// As front ends start a kernel: its reader waits, and building all commands takes longer than running one.
return args is ["kernel", "run", var file] && !file.StartsWith('-') ? KernelRun.Run(file, null) : RunCommandLine(args);

static int RunCommandLine(string[] args)
{
    // A plain command, because a root command is named in the help after its assembly.
    const string description =
        "The MQTT QoS & Sessions Workbook: runs its notebooks, its broker, its Jupyter kernel," +
        " its measurements and its evidence.";
    var root = new Command("workbook", description)
    {
        new HelpOption(),
        new VersionOption(),
        RunCommand.Create(),
        BrokerCommand.Create(),
        KernelCommand.Create(),
        BenchCommand.Create(),
        EvidenceCommand.Create(),
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
}
