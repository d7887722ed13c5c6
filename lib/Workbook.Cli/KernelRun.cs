using System.CommandLine;
using System.Runtime.InteropServices;
using Workbook.Kernel.Install;
using Workbook.Kernel.Jupyter;

namespace Workbook.Cli;

/// <summary><c>workbook kernel run</c>: the kernel itself, as a front end starts it.</summary>
internal static class KernelRun
{
    private const string Description = """
        Runs the C# kernel until its front end ends it. Front ends start it themselves; by hand it serves
        'jupyter console --existing FILE'. It works in the folder in which it is started.

        Exit code: 0 shut down, 1 a port cannot be used, 2 unusable arguments or connection file.
        """;

    public static Command Create()
    {
        var file = new Argument<string>("connection-file")
        {
            Description = "The JSON file with ports and key that the front end wrote.",
        };
        var log = new Option<string?>("--log")
        {
            Description = "Write what goes wrong into this file instead of stderr.",
            HelpName = "file",
        };
        var command = new Command("run", Description) { file, log };
        command.SetAction(parsed => Run(parsed.GetValue(file)!, parsed.GetValue(log)));
        return command;
    }

    /// <summary>Runs the kernel of a connection file, its log on stderr or in a file; gives the exit code.</summary>
    public static int Run(string path, string? logPath)
    {
        KernelProgram.KeepSettingsFromChildren();
        try
        {
            // The console as it is now: once cells run, what is written there is theirs.
            var log = logPath is null ? Console.Error : OpenLog(logPath);
            var kernel = new JupyterKernel(ConnectionFile.Load(path), log);
            using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal =>
            {
                signal.Cancel = true;
                kernel.Interrupt();
            });
            using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal =>
            {
                signal.Cancel = true;
                kernel.Stop();
            });
            kernel.StopWithParent();
            kernel.Run();
        }
        catch (JupyterException e)
        {
            Console.Error.WriteLine(e.Message);
            return e.IsBusy ? ExitCode.Failure : ExitCode.Unusable;
        }

        // Threads that cells left behind must not keep the process.
        Environment.Exit(ExitCode.Success);
        return ExitCode.Success;
    }

    private static StreamWriter OpenLog(string path)
    {
        try
        {
            return new StreamWriter(new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new JupyterException($"The log cannot be written to '{path}': {e.Message}", e);
        }
    }
}
