using System.Text.Json.Nodes;

namespace Workbook.Kernel.Jupyter;

/// <content>The shell channel: requests that are answered one after the other.</content>
public sealed partial class JupyterKernel
{
    private readonly History _history = new();

    private void ServeShell()
    {
        while (_shellRequests.Take() is { } request)
        {
            Serve(_shell, request, AnswerShell);
            AnswerAborted();
        }
    }

    private JsonObject? AnswerShell(JupyterMessage request) => request.Type switch
    {
        "execute_request" => Execute(request),
        "kernel_info_request" => KernelInfo.Reply(),
        "complete_request" => Complete(request),
        "inspect_request" => Inspect(request),
        "is_complete_request" => CheckComplete(request),
        "history_request" => _history.Answer(request),
        "comm_info_request" => new JsonObject { ["status"] = "ok", ["comms"] = new JsonObject() },
        "comm_open" => CloseComm(request),
        "comm_msg" or "comm_close" => null,
        "shutdown_request" => AnswerShutdown(request, _shell),
        _ => Unknown(request),
    };

    private JsonObject Complete(JupyterMessage request)
    {
        var (code, position) = CodeAndPosition(request);
        var list = Cells.Complete(code, position);
        var (start, end) = (CodePoints.FromUtf16(code, list.Start), CodePoints.FromUtf16(code, list.End));
        var types = list.Items.Select(item => new JsonObject
        {
            ["start"] = start, ["end"] = end, ["text"] = item.Text, ["type"] = item.Kind,
        });
        return new JsonObject
        {
            ["status"] = "ok",
            ["matches"] = new JsonArray([.. list.Items.Select(item => (JsonNode)item.Text)]),
            ["cursor_start"] = start,
            ["cursor_end"] = end,
            ["metadata"] = new JsonObject { ["_jupyter_types_experimental"] = new JsonArray([.. types]) },
        };
    }

    private JsonObject Inspect(JupyterMessage request)
    {
        var (code, position) = CodeAndPosition(request);
        var data = Cells.Inspect(code, position, request.Number("detail_level", 0) > 0);
        return new JsonObject
        {
            ["status"] = "ok",
            ["found"] = data is not null,
            ["data"] = data is null ? new JsonObject() : MimeBundle.Of(data),
            ["metadata"] = new JsonObject(),
        };
    }

    private static (string Code, int Position) CodeAndPosition(JupyterMessage request)
    {
        var code = request.Text("code");
        return (code, CodePoints.ToUtf16(code, request.Number("cursor_pos", int.MaxValue)));
    }

    private static JsonObject CheckComplete(JupyterMessage request)
    {
        var completeness = CSharpCells.CheckComplete(request.Text("code"));
        return completeness.Status switch
        {
            CompletenessStatus.Complete => new JsonObject { ["status"] = "complete" },
            CompletenessStatus.Invalid => new JsonObject { ["status"] = "invalid" },
            _ => new JsonObject { ["status"] = "incomplete", ["indent"] = completeness.Indent },
        };
    }

    // There are no comm targets here, and the protocol asks to say so at once.
    private JsonObject? CloseComm(JupyterMessage request)
    {
        var content = new JsonObject { ["comm_id"] = request.Text("comm_id"), ["data"] = new JsonObject() };
        _output.Publish("comm_close", content, request);
        return null;
    }
}
