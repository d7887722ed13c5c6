using System.Text.Json.Nodes;
using Workbook.Kernel.Jupyter.Zmtp;

namespace Workbook.Kernel.Jupyter;

/// <summary>The stdin channel, on which the kernel asks and the front end that runs the cell answers.</summary>
internal sealed class InputChannel(RouterSocket socket, MessageCodec codec)
{
    private const int WaitingMaximum = 100;

    private readonly RouterSocket _socket = socket;
    private readonly MessageCodec _codec = codec;
    private readonly RequestQueue _answers = new(WaitingMaximum);

    /// <summary>Takes a message that came.</summary>
    public void Receive(JupyterMessage message)
    {
        if (message.Type != "input_reply")
            throw new MalformedMessageException($"a {message.Type} does not belong here");
        message.Text("value");
        _answers.Add(message);
    }

    /// <summary>
    /// Asks whoever sent the request; null when nobody there listens. The token ends the wait with
    /// <see cref="OperationCanceledException"/>.
    /// </summary>
    public string? Ask(InputQuestion question, JupyterMessage request, CancellationToken stop)
    {
        while (_answers.TryTake(out _))
        {
            // An answer to an earlier question, which came too late.
        }

        var content = new JsonObject { ["prompt"] = question.Prompt, ["password"] = question.IsPassword };
        if (!_socket.Send(_codec.Encode(request.Identities, "input_request", content, request))) return null;
        return _answers.Take(stop)?.Text("value");
    }

    /// <summary>Ends every wait.</summary>
    public void Close() => _answers.Close();
}
