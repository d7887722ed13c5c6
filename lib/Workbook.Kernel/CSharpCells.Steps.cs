using System.Diagnostics;
using System.Globalization;
using Microsoft.CodeAnalysis;

namespace Workbook.Kernel;

/// <summary>The steps of a cell: what its directives ask for, and the C# between them.</summary>
public sealed partial class CSharpCells
{
    private readonly List<string> _importing = [];

    private (CellStatus Status, CellError? Error) RunSteps(string code, RunningCell running)
    {
        var steps = CellDirectives.Read(code);
        if (steps.OfType<CellStep.Problem>().FirstOrDefault() is { } problem)
            return Fail(running, problem, problem.Sentence);
        var clocks = new List<Stopwatch>();
        foreach (var step in steps)
        {
            var (status, error) = step switch
            {
                CellStep.Code part => RunCode(part.Text, running),
                CellStep.Show part => Show(part, running),
                CellStep.Time => Started(clocks),
                CellStep.Variables part => ShowVariables(part, running),
                CellStep.Import part => Import(part, running),
                CellStep.PackageSource part => AddSource(part, running),
                CellStep.Packages part => AddPackages(part, running),
                _ => throw new InvalidOperationException($"The step {step.GetType().Name} has no rule."),
            };
            if (error is not null) return (status, error);
        }

        foreach (var clock in clocks)
        {
            var time = string.Create(CultureInfo.InvariantCulture, $"Wall time: {clock.Elapsed.TotalMilliseconds:0.###}ms");
            Display(running, "text/plain", time);
        }

        return Done;
    }

    private static (CellStatus Status, CellError? Error) Done => (CellStatus.Succeeded, null);

    private static (CellStatus Status, CellError? Error) Fail(RunningCell running, CellStep step, string sentence) =>
        (CellStatus.Failed, CellError.At(running.Place, step.Line, "DirectiveError", sentence));

    private static (CellStatus Status, CellError? Error) Started(List<Stopwatch> clocks)
    {
        clocks.Add(Stopwatch.StartNew());
        return Done;
    }

    private static (CellStatus Status, CellError? Error) Show(CellStep.Show step, RunningCell running)
    {
        Display(running, step.MimeType, step.Text);
        return Done;
    }

    private static string Display(RunningCell running, string mimeType, string text)
    {
        var id = Guid.NewGuid().ToString("N");
        running.Context.Write(new CellOutput.Display(CellDisplay.Data(mimeType, text), id));
        return id;
    }

    private (CellStatus Status, CellError? Error) ShowVariables(CellStep.Variables step, RunningCell running)
    {
        if (_state is not { } state) return Done;
        return Execute(running, () =>
        {
            // A value's own code writes its text, so it runs where it can be stopped.
            running.Context.Write(new CellOutput.Display(SessionVariables.Show(state, step.IsDetailed)));
            return Task.FromResult<Exception?>(null);
        });
    }

    private (CellStatus Status, CellError? Error) Import(CellStep.Import step, RunningCell running)
    {
        var path = Path.GetFullPath(step.Path);
        if (!File.Exists(path))
            return Fail(running, step, $"#!import finds no file at '{path}': the path starts at the notebook's folder.");
        if (_importing.Contains(path)) return Fail(running, step, $"'{step.Path}' imports itself.");
        IReadOnlyList<(string Place, string Code)> cells;
        try
        {
            cells = CellImport.Read(path, step.Path);
        }
        catch (NotebookException e)
        {
            return Fail(running, step, e.Message);
        }

        _importing.Add(path);
        try
        {
            foreach (var (place, code) in cells)
            {
                var (status, error) = RunSteps(code, running with { Place = place });
                if (error is not null) return (status, error);
            }

            return Done;
        }
        finally
        {
            _importing.Remove(path);
        }
    }

    private (CellStatus Status, CellError? Error) AddSource(CellStep.PackageSource step, RunningCell running)
    {
        try
        {
            _packages.AddSource(step.Source);
            return Done;
        }
        catch (PackageException e)
        {
            return Fail(running, step, e.Message);
        }
    }

    private (CellStatus Status, CellError? Error) AddPackages(CellStep.Packages step, RunningCell running)
    {
        var requests = step.Requests.Where(request => !_packages.Has(request)).ToList();
        if (requests.Count == 0) return Done;
        var id = Display(running, "text/plain", $"Looking for {string.Join("; ", requests)} ...");
        try
        {
            var (assemblies, versions) = _packages.Add(requests, running.Deadline());
            _newReferences = [.. _newReferences, .. assemblies.Select(path => MetadataReference.CreateFromFile(path))];
            var found = CellDisplay.Data("text/plain", "Installed packages: " + string.Join("; ", versions));
            running.Context.Write(new CellOutput.Update(id, found));
            return Done;
        }
        catch (PackageException e)
        {
            return Fail(running, step, e.Message);
        }
        catch (OperationCanceledException)
        {
            return Stopped(running);
        }
    }
}
