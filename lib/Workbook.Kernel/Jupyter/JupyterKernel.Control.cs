using System.Text.Json.Nodes;
using Workbook.Kernel.Jupyter.Zmtp;

namespace Workbook.Kernel.Jupyter;

/// <content>The control channel: what must get through while a cell runs.</content>
public sealed partial class JupyterKernel
{
    private readonly Lock _runningLock = new();
    private CancellationTokenSource? _running;
    private volatile bool _willRestart;

    /// <summary>
    /// Stops the running cell, if one runs, and what it waits for. Called again while the cell cleans up, it does not
    /// wait for that any longer.
    /// </summary>
    public void Interrupt()
    {
        lock (_runningLock)
        {
            if (_running is not { } running) return;
            if (running.IsCancellationRequested) Cells.Abandon();
            else running.Cancel();
        }
    }

    private void ServeControl()
    {
        while (_controlRequests.Take() is { } request) Serve(_control, request, AnswerControl);
    }

    private JsonObject? AnswerControl(JupyterMessage request) => request.Type switch
    {
        "interrupt_request" => AnswerInterrupt(),
        "shutdown_request" => AnswerShutdown(request, _control),
        "kernel_info_request" => KernelInfo.Reply(),
        "debug_request" => AnswerDebug(request),
        _ => Unknown(request),
    };

    private JsonObject AnswerInterrupt()
    {
        Interrupt();
        return new JsonObject { ["status"] = "ok" };
    }

    private JsonObject? AnswerShutdown(JupyterMessage request, RouterSocket socket)
    {
        _willRestart = request.Flag("restart", false);
        var content = new JsonObject { ["status"] = "ok", ["restart"] = _willRestart };
        Reply(socket, request, content);
        _output.Publish("shutdown_reply", content, request);
        Stop();
        return null;
    }

    // There is no debugger here; the answer is one of the debug adapter protocol, which front ends understand.
    private static JsonObject AnswerDebug(JupyterMessage request) => new()
    {
        ["type"] = "response",
        ["request_seq"] = request.Number("seq", 0),
        ["success"] = false,
        ["command"] = request.Text("command", ""),
        ["message"] = "This kernel has no debugger: debug the same code in a project.",
        ["body"] = new JsonObject(),
    };

    private JsonObject? Unknown(JupyterMessage request)
    {
        _log.Warn($"a {request.Type} was dropped: this kernel does not know it");
        return null;
    }
}
