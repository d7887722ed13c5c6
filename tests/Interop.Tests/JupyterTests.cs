using System.Globalization;
using System.Text.RegularExpressions;
using Workbook.Kernel;

namespace Interop.Tests;

/// <summary>The kernel under the programs of Jupyter: its own test suite for kernels, nbconvert, jupyter_client.</summary>
public sealed partial class JupyterTests : IDisposable
{
    private readonly JupyterFolder _jupyter = new();

    public static TheoryData<string> Notebooks =>
    [
        .. Directory.GetFiles(Path.Combine(JupyterFolder.Root, "notebooks"), "*.ipynb")
            .Select(path => Path.GetFileName(path)).Order(),
    ];

    public void Dispose() => _jupyter.Dispose();

    [Fact]
    public void The_suite_for_kernels_passes_whole()
    {
        var (code, output) = _jupyter.Run(JupyterFolder.Script("jupyter_suite.py"), JupyterFolder.KernelName, "-v");
        Assert.True(code == 0, output);

        // Only the pager does not apply: no cell opens one.
        Assert.Equal(["test_pager"], Skipped().Matches(output).Select(match => match.Groups["test"].Value));
        Assert.Contains("Ran 12 tests", output);
    }

    [Theory]
    [MemberData(nameof(Notebooks))]
    public void A_notebook_runs_under_nbconvert_with_the_outputs_that_are_committed(string notebook)
    {
        string path = Path.Combine(JupyterFolder.Root, "notebooks", notebook);
        var (code, output) = _jupyter.Run("-m", "nbconvert", "--to", "notebook", "--execute", path,
            $"--ExecutePreprocessor.kernel_name={JupyterFolder.KernelName}", "--ExecutePreprocessor.timeout=300",
            "--ExecutePreprocessor.iopub_timeout=60", "--output-dir", _jupyter.Path, "--output", notebook);
        Assert.True(code == 0, output);
        var stale = NotebookOutputs.Compare(
            NotebookDocument.Load(path), NotebookDocument.Load(Path.Combine(_jupyter.Path, notebook)));
        Assert.True(stale.Count == 0, string.Join("\n", stale.Select(
            cell => $"{cell.Id}\n--- committed\n{cell.Saved}\n--- under nbconvert\n{cell.Fresh}")));
    }

    [Theory]
    [InlineData("message")]
    [InlineData("signal")]
    public void An_interrupt_ends_any_cell_within_a_second_and_the_next_has_the_state(string how)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The sockets of another process are counted in /proc.");
        string library = Path.Combine(JupyterFolder.Root, "lib", "bin", "Workbook.dll");
        var (code, output) = _jupyter.Run(
            JupyterFolder.Script("jupyter_interrupts.py"), JupyterFolder.KernelName, how, library);
        Assert.True(code == 0, output);
        var cells = Interrupted().Matches(output);
        Assert.Equal(["loop", "await", "sleep", "lab", "socket"], cells.Select(cell => cell.Groups["cell"].Value));
        Assert.All(cells, cell =>
        {
            Assert.InRange(double.Parse(cell.Groups["seconds"].Value, CultureInfo.InvariantCulture), 0, 1);
            Assert.Equal("42", cell.Groups["kept"].Value);
            if (cell.Groups["cell"].Value != "socket") Assert.Equal("0", cell.Groups["sockets"].Value);
        });
    }

    [GeneratedRegex(@"^(?<test>\w+) .*\.\.\. skipped", RegexOptions.Multiline)]
    private static partial Regex Skipped();

    [GeneratedRegex(@"^INTERRUPTED (?<cell>\w+) (?<seconds>[\d.]+) kept=(?<kept>\d+) sockets=(?<sockets>-?\d+)",
        RegexOptions.Multiline)]
    private static partial Regex Interrupted();
}
