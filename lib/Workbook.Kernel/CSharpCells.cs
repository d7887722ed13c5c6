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
    /// <summary>
    /// The version that the newest .NET Interactive has too; the compiler alone would take a later one.
    /// </summary>
    internal const LanguageVersion Language = LanguageVersion.CSharp14;

    internal static readonly CSharpParseOptions Dialect = new(Language, DocumentationMode.None, SourceCodeKind.Script);

    private static readonly string[] Imports =
    [
        "System", "System.Text", "System.Collections", "System.Collections.Generic", "System.Threading.Tasks",
        "System.Linq", typeof(CellFunctions).FullName!, typeof(CellDisplay).FullName!,
    ];

    private readonly Lock _oneAtATime = new();
    private readonly InteractiveAssemblyLoader _loader = new();
    private readonly SessionLibraries _libraries = new();
    private readonly SessionPackages _packages = new();
    private IReadOnlyList<MetadataReference> _newReferences = [];

    // Later cells inherit references and imports; naming them again would make every cell hold its own copies.
    private readonly ScriptOptions _firstOptions;
    private readonly ScriptOptions _laterOptions;
    private readonly Task _formatting;
    private volatile ScriptState<object>? _state;

    /// <summary>
    /// Opens a session, in which values are shown as if no cell had ever registered a formatter; its first cell takes
    /// longest, since it loads the compiler.
    /// </summary>
    public CSharpCells()
    {
        CellConsole.Install();
        // The first result needs it, and the compiler leaves a core free.
        _formatting = Task.Run(() =>
        {
            Formatting.Reset();
            Formatting.Format(0);
        });
        foreach (var assembly in CellReferences.HostAssemblies) _loader.RegisterDependency(assembly);
        _laterOptions = ScriptOptions.Default
            .WithLanguageVersion(Language)
            .WithOptimizationLevel(OptimizationLevel.Release)
            .WithEmitDebugInformation(true)
            .WithFileEncoding(Encoding.UTF8)
            .WithReferences(Enumerable.Empty<MetadataReference>())
            .WithImports();
        _firstOptions = _laterOptions.WithReferences(CellReferences.All).WithImports(Imports);
    }

    /// <summary>Closes the session; what its cells started and left running is not stopped.</summary>
    public void Dispose()
    {
        CellContext.ForgetLatest();
        _packages.Dispose();
        _loader.Dispose();
    }

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
        Interlocked.Increment(ref _waitingCount);
        lock (_oneAtATime)
        {
            Interlocked.Decrement(ref _waitingCount);
            return RunCell(code, label, timeout, onOutput, ask, stop);
        }
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
        var cell = new CellContext(onOutput, question => Answer(ask, question, stop), stopCell.Token);
        using var clock = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var running = new RunningCell(label, label.ToString(), cell, stopCell, timeout, clock, stop);
        var (status, error) = RunSteps(code, running);
        if (error is not null) cell.Write(new CellOutput.Failure(error));
        return new CellResult(label, status, cell.Close(), error, watch.Elapsed);
    }

    // A reader who was asked when the stop came has not refused to answer.
    private static string? Answer(Func<InputQuestion, string?>? ask, InputQuestion question, CancellationToken stop)
    {
        var answer = ask?.Invoke(question);
        if (answer is null) stop.ThrowIfCancellationRequested();
        return answer;
    }

    [UnsafeAccessor(UnsafeAccessorKind.Method)]
    private static extern bool HasReturnValue(Script script);

    private (CellStatus Status, CellError? Error) RunCode(string code, RunningCell running)
    {
        if (Compile(code, running, out var error) is not { } script) return (CellStatus.Failed, error);
        foreach (var warning in _libraries.Warnings()) running.Context.WriteError(warning);
        _libraries.Load();
        _formatting.Wait();
        ScriptState<object>? state = null;
        var outcome = Execute(running, async () =>
        {
            state = _state is null
                ? await script.RunAsync(null, _ => true, CancellationToken.None)
                : await script.RunFromAsync(_state, _ => true, CancellationToken.None);
            if (state.Exception is null && HasReturnValue(script) && state.ReturnValue is not DisplayedValue)
                running.Context.Write(new CellOutput.Result(Formatting.Format(state.ReturnValue)));
            return state.Exception;
        });
        // Code left behind that ends later changes nothing here.
        if (state is not null)
        {
            _state = state;
            _newReferences = [];
        }

        return outcome;
    }

    private Script<object>? Compile(string code, RunningCell running, out CellError? error)
    {
        // What runs has stoppable awaits; messages speak of the code as written.
        var syntax = (CompilationUnitSyntax)CSharpSyntaxTree.ParseText(code, Dialect).GetRoot();
        var rewrite = CellRewrite.Of(syntax);
        var script = Create(rewrite.Apply(code), running.Place, _libraries.CopyOf);
        var diagnostics = script.Compile();
        if (HasErrors(diagnostics) && !rewrite.IsEmpty)
        {
            rewrite = CellRewrite.None;
            script = Create(code, running.Place, _libraries.CopyOf);
            diagnostics = script.Compile();
        }

        error = HasErrors(diagnostics) ? CellError.FromDiagnostics(diagnostics, running.Place, code) : null;
        if (error is not null)
        {
            _libraries.Forget();
            return null;
        }

        foreach (var warning in diagnostics.Where(IsWorthSaying))
        {
            var at = rewrite.AsWritten(warning, running.Place);
            running.Context.WriteError(CellError.Describe(warning, at, running.Place));
        }

        return script;
    }

    // That a library was built against an older framework (CS1701, CS1702) is nothing that a cell can change.
    private static bool IsWorthSaying(Diagnostic diagnostic) =>
        diagnostic.Severity == DiagnosticSeverity.Warning && diagnostic.Id is not ("CS1701" or "CS1702");

    private Script<object> Create(string code, string place, Func<string, string> copyOf)
    {
        // Read once, since an editor may ask while a cell ends.
        var state = _state;
        var options = (state is null ? _firstOptions : _laterOptions)
            .AddReferences(_newReferences)
            .WithFilePath(place)
            .WithMetadataResolver(new CellReferenceResolver(Environment.CurrentDirectory, copyOf))
            .WithSourceResolver(new CellSourceResolver(Environment.CurrentDirectory));
        return state is null
            ? CSharpScript.Create<object>(code, options, assemblyLoader: _loader)
            : state.Script.ContinueWith<object>(code, options);
    }

    private static bool HasErrors(ImmutableArray<Diagnostic> diagnostics) =>
        diagnostics.Any(d => d.Severity == DiagnosticSeverity.Error);

    // Runs code of the cell where it can be stopped, until it ends or the cell's time is up.
    private (CellStatus Status, CellError? Error) Execute(RunningCell running, Func<Task<Exception?>> work)
    {
        var threads = _threads = new CellThreads(running.Context);
        var code = threads.Start(work);
        var ended = WaitAny([code, threads.Fault], running.Deadline());
        var isLeftBehind = false;
        if (ended != code)
        {
            isLeftBehind = !threads.Stop(code, running.StopCell);
        }

        threads.Rest();
        if (ended is null) return Stopped(running, isLeftBehind);
        var exception = ended.Exception?.InnerException ?? code.Result ?? running.Context.Fault;
        if (exception is OperationCanceledException && running.Clock.IsCancellationRequested)
            return Stopped(running, isLeftBehind);
        return exception is null ? Done : (CellStatus.Failed, CellError.FromException(exception, running.Place));
    }

    private static (CellStatus Status, CellError? Error) Stopped(RunningCell running, bool isLeftBehind = false) =>
        running.Stop.IsCancellationRequested
            ? (CellStatus.Interrupted, CellError.Interrupted(running.Place, isLeftBehind))
            : (CellStatus.TimedOut, CellError.TimedOut(running.Place, running.Timeout, isLeftBehind));

    // Returns the task that ended, or null when the time is up or the stop comes first.
    private static Task? WaitAny(Task[] tasks, CancellationToken deadline)
    {
        try
        {
            return tasks[Task.WaitAny(tasks, deadline)];
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }
}
