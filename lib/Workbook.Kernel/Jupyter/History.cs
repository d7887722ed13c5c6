using System.IO.Enumeration;
using System.Text.Json.Nodes;

namespace Workbook.Kernel.Jupyter;

/// <summary>What was run in this session, as front ends ask for it; it is not kept on disk.</summary>
internal sealed class History
{
    /// <summary>The most entries kept; the oldest go first.</summary>
    public const int EntriesMaximum = 10_000;

    private const int Session = 1;

    private readonly Queue<(int Line, string Input, string Output)> _entries = new();

    public void Add(int line, string input, string output)
    {
        _entries.Enqueue((line, input, output));
        if (_entries.Count > EntriesMaximum) _entries.Dequeue();
    }

    /// <summary>Answers a <c>history_request</c>: <c>tail</c>, <c>range</c> or <c>search</c>.</summary>
    public JsonObject Answer(JupyterMessage request)
    {
        var count = request.Number("n", _entries.Count);
        var found = request.Text("hist_access_type") switch
        {
            "tail" => _entries.TakeLast(count),
            "range" => Range(request),
            "search" => Search(request).TakeLast(count),
            var other => throw new MalformedMessageException($"'{other}' is no way to look into the history"),
        };
        var withOutput = request.Flag("output", false);
        return new JsonObject
        {
            ["status"] = "ok",
            ["history"] = new JsonArray([.. found.Select(Shown)]),
        };

        JsonArray Shown((int Line, string Input, string Output) entry) =>
            new(Session, entry.Line, withOutput ? new JsonArray(entry.Input, entry.Output) : entry.Input);
    }

    // Session 0 is the current one, and earlier ones are not kept.
    private IEnumerable<(int Line, string Input, string Output)> Range(JupyterMessage request)
    {
        var (start, stop) = (request.Number("start", 0), request.Number("stop", int.MaxValue));
        return request.Number("session", 0) is 0 or Session
            ? _entries.Where(e => e.Line >= start && e.Line < stop)
            : [];
    }

    private IEnumerable<(int Line, string Input, string Output)> Search(JupyterMessage request)
    {
        var pattern = request.Text("pattern", "*");
        var found = _entries.Where(e => FileSystemName.MatchesSimpleExpression(pattern, e.Input, ignoreCase: false));
        return request.Flag("unique", false) ? found.Reverse().DistinctBy(e => e.Input).Reverse() : found;
    }
}
