using System.Text;
using System.Text.Json.Nodes;
using Workbook.Kernel.Jupyter.Zmtp;

namespace Workbook.Kernel.Jupyter;

/// <summary>
/// The iopub channel: what everyone sees, in one order. Text is collected for <see cref="FlushPause"/>, so that a cell
/// that writes character by character does not send as many messages; whatever else is sent flushes it first.
/// </summary>
internal sealed class OutputChannel
{
    /// <summary>The longest that text waits for more text.</summary>
    public static readonly TimeSpan FlushPause = TimeSpan.FromMilliseconds(20);

    private const int TextMaximumCharacters = 64 * 1024;

    private readonly object _gate = new();
    private readonly PublisherSocket _socket;
    private readonly MessageCodec _codec;
    private readonly StringBuilder _text = new();
    private (string Stream, JupyterMessage Parent)? _writer;
    private bool _isClosed;

    public OutputChannel(PublisherSocket socket, MessageCodec codec)
    {
        (_socket, _codec) = (socket, codec);
        new Thread(FlushRegularly) { IsBackground = true, Name = "iopub flush" }.UnsafeStart();
    }

    /// <summary>Publishes a message after all that was published or written before.</summary>
    public void Publish(string type, JsonObject content, JupyterMessage? parent)
    {
        lock (_gate)
        {
            Flush(isWhole: true);
            Send(type, content, parent);
        }
    }

    /// <summary>Publishes that the kernel is <c>starting</c>, <c>busy</c> or <c>idle</c>.</summary>
    public void PublishStatus(string state, JupyterMessage? parent = null) =>
        Publish("status", new JsonObject { ["execution_state"] = state }, parent);

    /// <summary>Publishes a piece of a cell's output; the error comes with the cell's end.</summary>
    public void Publish(CellOutput output, int executionCount, JupyterMessage parent)
    {
        switch (output)
        {
            case CellOutput.Written written:
                Write(written, parent);
                break;
            case CellOutput.Display display:
                Publish("display_data", Shown(display.Data, display.DisplayId), parent);
                break;
            case CellOutput.Update update:
                Publish("update_display_data", Shown(update.Data, update.DisplayId), parent);
                break;
            case CellOutput.Clear clear:
                Publish("clear_output", new JsonObject { ["wait"] = clear.Wait }, parent);
                break;
            case CellOutput.Result result:
                var content = Shown(result.Data, null);
                content["execution_count"] = executionCount;
                Publish("execute_result", content, parent);
                break;
        }
    }

    /// <summary>Sends what waits and ends.</summary>
    public void Close()
    {
        lock (_gate)
        {
            Flush(isWhole: true);
            _isClosed = true;
            Monitor.Pulse(_gate);
        }
    }

    private static JsonObject Shown(IReadOnlyDictionary<string, string> data, string? displayId) => new()
    {
        ["data"] = MimeBundle.Of(data),
        ["metadata"] = new JsonObject(),
        ["transient"] = displayId is null ? new JsonObject() : new JsonObject { ["display_id"] = displayId },
    };

    private void Write(CellOutput.Written written, JupyterMessage parent)
    {
        lock (_gate)
        {
            if (_writer != (written.StreamName, parent)) Flush(isWhole: true);
            _writer = (written.StreamName, parent);
            if (_text.Length == 0) Monitor.Pulse(_gate);
            _text.Append(written.Text);
            if (_text.Length >= TextMaximumCharacters) Flush(isWhole: false);
        }
    }

    // The two halves of a surrogate pair may be written apart, and half a pair has no UTF-8: it waits for the other.
    private void Flush(bool isWhole)
    {
        if (_writer is not var (stream, parent) || _text.Length == 0) return;
        var half = !isWhole && char.IsHighSurrogate(_text[^1]) ? _text[^1].ToString() : "";
        _text.Length -= half.Length;
        if (_text.Length > 0) Send("stream", new JsonObject { ["name"] = stream, ["text"] = _text.ToString() }, parent);
        _text.Clear().Append(half);
    }

    private void Send(string type, JsonObject content, JupyterMessage? parent)
    {
        if (_isClosed) return;
        var mustArrive = type is not ("stream" or "display_data" or "update_display_data");
        _socket.Send(_codec.Encode([Encoding.ASCII.GetBytes($"kernel.{type}")], type, content, parent), mustArrive);
    }

    private void FlushRegularly()
    {
        while (true)
        {
            lock (_gate)
            {
                while (_text.Length == 0 && !_isClosed) Monitor.Wait(_gate);
                if (_isClosed) return;
            }

            Thread.Sleep(FlushPause);
            lock (_gate) Flush(isWhole: false);
        }
    }
}
