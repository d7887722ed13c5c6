using System.Collections.Immutable;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Scripting;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Scripting;
using Microsoft.CodeAnalysis.Scripting.Hosting;

namespace Workbook.Kernel;

/// <summary>
/// The C# session of one notebook: runs cells one after the other, each seeing what the earlier ones declared, in the
/// dialect that .NET Interactive's C# kernel has too.
/// </summary>
/// <remarks>
/// Relative paths of <c>#r</c> and <c>#load</c> start at the process's current directory, as they do there: the caller
/// sets it to the notebook's folder. A cell that throws keeps what it assigned before. One cell runs at a time.
/// </remarks>
public sealed partial class CSharpCells : IDisposable
{
    private static readonly CSharpParseOptions Dialect =
        new(LanguageVersion.CSharp13, DocumentationMode.None, SourceCodeKind.Script);

    private static readonly string[] Imports =
    [
        "System", "System.Text", "System.Collections", "System.Collections.Generic", "System.Threading.Tasks",
        "System.Linq", typeof(CellFunctions).FullName!, typeof(CellDisplay).FullName!,
    ];

    private readonly Lock _oneAtATime = new();
    private readonly InteractiveAssemblyLoader _loader = new();
    private ScriptOptions _options;
    private ScriptState<object>? _state;

    /// <summary>
    /// Opens a session, in which values are shown as if no cell had ever registered a formatter; its first cell takes
    /// longest, since it loads the compiler.
    /// </summary>
    public CSharpCells()
    {
        CellConsole.Install();
        Formatting.Reset();
        foreach (var assembly in CellReferences.HostAssemblies) _loader.RegisterDependency(assembly);
        _options = ScriptOptions.Default
            .WithLanguageVersion(LanguageVersion.CSharp13)
            .WithOptimizationLevel(OptimizationLevel.Release)
            .WithEmitDebugInformation(true)
            .WithFileEncoding(Encoding.UTF8)
            .WithReferences(CellReferences.All)
            .WithImports(Imports);
    }

    /// <summary>Closes the session; what its cells started and left running is not stopped.</summary>
    public void Dispose() => _loader.Dispose();

    /// <summary>
    /// Runs one cell and returns how it ended: never throws for what a cell does. A cell that is not done after the
    /// time-out, or when the token is cancelled, is stopped with its <c>finally</c> blocks run.
    /// </summary>
    /// <param name="code">The cell's text.</param>
    /// <param name="label">How errors name the cell.</param>
    /// <param name="timeout">The longest that the cell may run, or <see cref="Timeout.InfiniteTimeSpan"/>.</param>
    /// <param name="onOutput">
    /// Called with each piece of output as it comes, from any thread, one at a time; also with what background code of
    /// the cell puts out after its end.
    /// </param>
    /// <param name="ask">
    /// Answers what the cell asks its reader. It may block, but must end when <paramref name="stop"/> is cancelled;
    /// without it, or when it answers null, the cell gets an exception that says so.
    /// </param>
    /// <param name="stop">Stops the cell.</param>
    public CellResult Run(
        string code,
        CellLabel label,
        TimeSpan timeout,
        Action<CellOutput>? onOutput = null,
        Func<InputQuestion, string?>? ask = null,
        CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(code);
        ArgumentNullException.ThrowIfNull(label);
        lock (_oneAtATime) return RunCell(code, label, timeout, onOutput, ask, stop);
    }

    private CellResult RunCell(
        string code,
        CellLabel label,
        TimeSpan timeout,
        Action<CellOutput>? onOutput,
        Func<InputQuestion, string?>? ask,
        CancellationToken stop)
    {
        var watch = Stopwatch.StartNew();
        // Not disposed: what the cell leaves running in the background may still look at its token.
        var stopCell = new CancellationTokenSource();
        var cell = new CellContext(onOutput, ask, stopCell.Token);
        var status = CellStatus.Succeeded;
        var error = CellDirectives.Check(code, label);
        if (error is null && Compile(code, label, cell, out error) is { } script)
            (status, error) = Execute(script, cell, stopCell, label, timeout, stop);
        if (error is not null)
        {
            if (status == CellStatus.Succeeded) status = CellStatus.Failed;
            cell.Write(new CellOutput.Failure(error));
        }

        return new CellResult(label, status, cell.Close(), error, watch.Elapsed);
    }

    [UnsafeAccessor(UnsafeAccessorKind.Method)]
    private static extern bool HasReturnValue(Script script);

    private Script<object>? Compile(string code, CellLabel label, CellContext cell, out CellError? error)
    {
        var syntax = (CompilationUnitSyntax)CSharpSyntaxTree.ParseText(code, Dialect).GetRoot();
        var script = Create(code, label);
        ImmutableArray<Diagnostic> diagnostics;
        if (CellAwaits.Rewrite(syntax, code) is { } stoppable)
        {
            // Messages speak of the code as written; what runs is the form that can be stopped.
            diagnostics = script.GetCompilation().GetDiagnostics();
            if (!HasErrors(diagnostics) && Create(stoppable, label) is var other && !HasErrors(other.Compile()))
                script = other;
            else if (!HasErrors(diagnostics))
                script.Compile();
        }
        else
        {
            diagnostics = script.Compile();
        }

        error = HasErrors(diagnostics) ? CellError.FromDiagnostics(diagnostics, label, code) : null;
        if (error is not null) return null;
        foreach (var warning in diagnostics.Where(d => d.Severity == DiagnosticSeverity.Warning))
            cell.WriteError(CellError.Describe(warning, label));
        return script;
    }

    private Script<object> Create(string code, CellLabel label)
    {
        var resolver = new CellReferenceResolver(Environment.CurrentDirectory);
        var options = _options
            .WithFilePath(label.ToString())
            .WithMetadataResolver(resolver)
            .WithSourceResolver(new CellSourceResolver(Environment.CurrentDirectory));
        return _state is null
            ? CSharpScript.Create<object>(code, options, assemblyLoader: _loader)
            : _state.Script.ContinueWith<object>(code, options);
    }

    private static bool HasErrors(ImmutableArray<Diagnostic> diagnostics) =>
        diagnostics.Any(d => d.Severity == DiagnosticSeverity.Error);

    private (CellStatus Status, CellError? Error) Execute(
        Script<object> script,
        CellContext cell,
        CancellationTokenSource stopCell,
        CellLabel label,
        TimeSpan timeout,
        CancellationToken stop)
    {
        var threads = _threads = new CellThreads(cell);
        var code = threads.Start(() => ExecuteAsync(script, cell));
        var ended = WaitAny([code, threads.Fault], timeout, stop);
        var isLeftBehind = false;
        if (ended != code)
        {
            _ = stopCell.CancelAsync();
            isLeftBehind = !threads.Stop(code);
        }

        if (code.IsCompletedSuccessfully) Continue(code.Result);
        if (ended is null && stop.IsCancellationRequested)
            return (CellStatus.Interrupted, CellError.Interrupted(label, isLeftBehind));
        if (ended is null) return (CellStatus.TimedOut, CellError.TimedOut(label, timeout, isLeftBehind));
        var exception = ended.Exception?.InnerException ?? code.Result.Exception ?? cell.Fault;
        return exception is null
            ? (CellStatus.Succeeded, null)
            : (CellStatus.Failed, CellError.FromException(exception, label));
    }

    // Returns the task that ended, or null when the time is up or the stop comes first.
    private static Task? WaitAny(Task[] tasks, TimeSpan timeout, CancellationToken stop)
    {
        try
        {
            var index = Task.WaitAny(tasks, (int)timeout.TotalMilliseconds, stop);
            return index < 0 ? null : tasks[index];
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }

    // Later cells inherit references and imports; naming them again would make every cell hold its own copies.
    private void Continue(ScriptState<object> state)
    {
        _state = state;
        _options = _options.WithReferences(Enumerable.Empty<MetadataReference>()).WithImports();
    }

    private async Task<ScriptState<object>> ExecuteAsync(Script<object> script, CellContext cell)
    {
        var state = _state is null
            ? await script.RunAsync(null, _ => true, CancellationToken.None)
            : await script.RunFromAsync(_state, _ => true, CancellationToken.None);
        if (state.Exception is null && HasReturnValue(script) && state.ReturnValue is not DisplayedValue)
            cell.Write(new CellOutput.Result(Formatting.Format(state.ReturnValue)));
        return state;
    }
}
