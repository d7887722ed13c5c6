using System.Text.Json.Nodes;

namespace Workbook.Kernel.Jupyter;

/// <content>Running cells.</content>
public sealed partial class JupyterKernel
{
    private readonly Lazy<CSharpCells> _cells = new(() => new CSharpCells());
    private readonly Queue<JupyterMessage> _aborted = new();
    private int _executionCount;

    private CSharpCells Cells => _cells.Value;

    private void WarmUp()
    {
        try
        {
            Cells.WarmUp();
        }
        catch (Exception e)
        {
            _log.Warn($"the compiler could not be loaded ahead: {e}");
        }
    }

    private JsonObject? Execute(JupyterMessage request)
    {
        var code = request.Text("code");
        var isSilent = request.Flag("silent", false);
        var isStored = !isSilent && request.Flag("store_history", true);
        if (isStored) _executionCount++;
        var count = _executionCount;
        if (!isSilent)
        {
            _output.Publish("execute_input", new JsonObject { ["code"] = code, ["execution_count"] = count }, request);
        }

        var stop = new CancellationTokenSource();
        lock (_runningLock) _running = stop;
        CellResult result;
        JsonObject expressions;
        try
        {
            result = Run(code, request, isSilent, stop.Token);
            expressions = result.Error is null ? Evaluate(request.Texts("user_expressions"), stop.Token) : [];
        }
        finally
        {
            lock (_runningLock) _running = null;
        }

        if (isStored) _history.Add(count, code, ResultText(result));
        if (result.Error is { } error) return Fail(error, request, isSilent);
        return new JsonObject
        {
            ["status"] = "ok",
            ["execution_count"] = count,
            ["payload"] = new JsonArray(),
            ["user_expressions"] = expressions,
        };
    }

    private CellResult Run(string code, JupyterMessage request, bool isSilent, CancellationToken stop)
    {
        var count = _executionCount;
        Action<CellOutput>? onOutput = isSilent ? null : output => _output.Publish(output, count, request);
        Func<InputQuestion, string?>? ask = request.Flag("allow_stdin", true)
            ? question => _input.Ask(question, request, stop)
            : null;
        var label = new CellLabel(count, request.CellId);
        return Cells.Run(code, label, Timeout.InfiniteTimeSpan, onOutput, ask, stop);
    }

    private JsonObject Evaluate(IReadOnlyDictionary<string, string> expressions, CancellationToken stop)
    {
        var values = new JsonObject();
        foreach (var (name, expression) in expressions)
        {
            var result = Cells.Run(expression, new CellLabel(_executionCount), Timeout.InfiniteTimeSpan, stop: stop);
            var value = result.Outputs.OfType<CellOutput.Result>().FirstOrDefault();
            values[name] = result.Error is { } error
                ? Failed(error.Name, error.Message, error.Traceback)
                : new JsonObject
                {
                    ["status"] = "ok",
                    ["data"] = MimeBundle.Of(value?.Data ?? new Dictionary<string, string>()),
                    ["metadata"] = new JsonObject(),
                };
        }

        return values;
    }

    // What the client sent before it could know of the error is taken first, what it sends afterwards is run.
    private JsonObject Fail(CellError error, JupyterMessage request, bool isSilent)
    {
        if (request.Flag("stop_on_error", true))
        {
            while (_shellRequests.TryTake(out var waiting)) _aborted.Enqueue(waiting);
        }

        var content = Failed(error.Name, error.Message, error.Traceback);
        if (!isSilent)
        {
            var published = content.DeepClone().AsObject();
            published.Remove("status");
            _output.Publish("error", published, request);
        }

        content["execution_count"] = _executionCount;
        return content;
    }

    private void AnswerAborted()
    {
        while (_aborted.TryDequeue(out var request) && !_ended.Task.IsCompleted)
        {
            Serve(_shell, request, r => r.Type == "execute_request" ? Aborted() : AnswerShell(r));
        }
    }

    private JsonObject Aborted() => new() { ["status"] = "aborted", ["execution_count"] = _executionCount };

    private static string ResultText(CellResult result) =>
        result.Outputs.OfType<CellOutput.Result>().FirstOrDefault()?.Data.GetValueOrDefault("text/plain") ?? "";
}
