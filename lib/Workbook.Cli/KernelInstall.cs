using System.CommandLine;
using Workbook.Kernel.Install;

namespace Workbook.Cli;

/// <summary><c>workbook kernel install</c>: makes the workbook's kernel known to Jupyter's front ends.</summary>
internal static class KernelInstall
{
    private const string Description = """
        Installs the workbook's C# kernel for Jupyter, VS Code and other front ends.

        The kernel gets copies of its own of this command and of the .NET runtime, compiled ahead for this machine
        (about 170 MB); building the repository again does not touch it, nor does an update of .NET. Install again to
        bring it up to date.

        Examples:
          workbook kernel install                          for the user
          workbook kernel install --prefix ~/venv          into a Python environment
          workbook kernel install --dry-run                say what would be done

        Exit code: 0 installed, 2 it cannot be installed and nothing was changed, 130 Ctrl+C.
        """;

    public static Command Create()
    {
        var options = new KernelOptions();
        var asBuilt = new Option<bool>("--as-built")
        {
            Description = "Copy the build as it is: installs at once, but each kernel starts most of a second later.",
        };
        var dryRun = new Option<bool>("--dry-run") { Description = "Say what would be done, and do nothing." };
        var command = new Command("install", Description);
        options.AddTo(command);
        command.Options.Add(asBuilt);
        command.Options.Add(dryRun);
        command.SetAction(parsed =>
        {
            var installer = options.Installer(parsed);
            var plan = installer.Plan(parsed.GetValue(options.Name));
            return parsed.GetValue(dryRun) ? Tell(plan) : Install(installer, plan, parsed.GetValue(asBuilt));
        });
        return command;
    }

    private static int Tell(KernelPlan plan)
    {
        var verb = plan.Replaces ? "replaced" : "installed";
        Terminal.Line($"The kernel '{plan.Name}' ({plan.DisplayName}) would be {verb} in {plan.Folder}.");
        TellRest(plan, "would go");
        return ExitCode.Success;
    }

    private static int Install(KernelInstaller installer, KernelPlan plan, bool asBuilt)
    {
        using var ctrlC = new CtrlC();
        string? obstacle = null;
        try
        {
            var spec = installer.Install(plan, folder => obstacle = Provide(folder, asBuilt, ctrlC.Token));
            if (obstacle is not null)
                Terminal.Line($"Not compiled ahead, so it starts most of a second later: {obstacle}.", "yellow");
            var verb = plan.Replaces ? "Replaced" : "Installed";
            Terminal.Line($"{verb} the kernel '{spec.Name}' ({spec.DisplayName}) in {spec.Folder}.", "green");
        }
        catch (OperationCanceledException)
        {
            Terminal.Line("Stopped; nothing was changed.", "yellow");
            return ExitCode.Interrupted;
        }

        TellRest(plan, "is gone");
        return ExitCode.Success;
    }

    // Where it cannot be compiled ahead, the build that runs does as well, only later.
    private static string? Provide(string folder, bool asBuilt, CancellationToken stop)
    {
        var obstacle = asBuilt ? null : Terminal.While(
            "Building the kernel, compiled ahead for this machine (one to three minutes)",
            say => KernelProgram.Current.Publish(folder, say, stop));
        if (!asBuilt && obstacle is null) return null;
        Directory.Delete(folder, recursive: true);
        KernelProgram.Current.Copy(folder);
        return obstacle;
    }

    private static void TellRest(KernelPlan plan, string goes)
    {
        if (plan.Supersedes is { } old) Terminal.Line($"The workbook's kernel '{old.Name}' from before {goes}.");
        if (plan.Beside is { } other)
        {
            Terminal.Line($"Another kernel has the name '{other.Name}', in {other.Folder}: "
                + $"choose '{plan.DisplayName}' in the front end's list of kernels.");
        }
    }
}
