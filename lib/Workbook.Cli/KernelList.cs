using System.CommandLine;
using Workbook.Kernel.Install;

namespace Workbook.Cli;

/// <summary><c>workbook kernel list</c>: the kernels that Jupyter's front ends find here.</summary>
internal static class KernelList
{
    private const string Description = "Lists the kernels that Jupyter's front ends find on this machine.";

    public static Command Create()
    {
        var command = new Command("list", Description);
        command.SetAction(_ =>
        {
            var folders = new JupyterPaths(Machine.Current).KernelFolders;
            var found = KernelSpec.FindAll(folders);
            if (found.Count == 0) Terminal.Line($"No kernel is installed; looked in {string.Join(", ", folders)}.");
            else Terminal.Table(["name", "shown as", "language", "", "folder"], Rows(found));
            return ExitCode.Success;
        });
        return command;
    }

    private static List<string[]> Rows(IReadOnlyList<KernelSpec> found)
    {
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        return [.. found.Select(spec => new[]
        {
            spec.Name,
            spec.DisplayName,
            spec.Language,
            (spec.IsOurs, names.Add(spec.Name)) switch
            {
                (_, false) => "hidden by the one above",
                (true, _) => "the workbook's",
                _ => "",
            },
            spec.Folder,
        })];
    }
}
