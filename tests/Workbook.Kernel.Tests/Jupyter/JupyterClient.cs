using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Workbook.Kernel.Jupyter;

namespace Workbook.Kernel.Tests.Jupyter;

/// <summary>A message as a front end sees it.</summary>
internal sealed record Received(string Type, string? ParentId, JsonObject Content)
{
    public string? Text(string name) => Content[name]?.GetValue<string>();
}

/// <summary>How a request ended: its reply, and the iopub messages between busy and idle.</summary>
internal sealed record Outcome(JsonObject Reply, IReadOnlyList<Received> Published)
{
    public string Status => Reply["status"]!.GetValue<string>();

    /// <summary>The published messages in short words.</summary>
    public string Shown => string.Join("|", Published.Select(message => message.Type switch
    {
        "stream" => $"{message.Text("name")}:{message.Text("text")!.TrimEnd('\n')}",
        "execute_result" or "display_data" or "update_display_data" =>
            $"{message.Type}:{message.Content["data"]!["text/plain"]}",
        "error" => $"error:{message.Text("ename")}",
        _ => message.Type,
    }));
}

/// <summary>A front end in test code: five channels of raw ZMTP, signing by its own means.</summary>
internal sealed class JupyterClient : IDisposable
{
    private readonly byte[] _key;

    public JupyterClient(ConnectionFile connection, string identity)
    {
        _key = Encoding.UTF8.GetBytes(connection.Key);
        Shell = Open(connection.ShellPort, "DEALER");
        Control = Open(connection.ControlPort, "DEALER");
        Stdin = Open(connection.StdinPort, "DEALER");
        Iopub = Open(connection.IopubPort, "SUB");
        Heartbeat = Open(connection.HeartbeatPort, "REQ");
        Iopub.SendMessage([1]);

        // Subscribing takes effect at some time; front ends ask until iopub speaks.
        do Request("kernel_info_request", []);
        while (!Iopub.TryTake(TimeSpan.FromMilliseconds(200), out _));
        Send(Shell, "comm_info_request", [], out var last);
        TakeReply(last);
        TakeUntilIdle(last);

        ZmtpClient Open(int port, string type) =>
            (connection.Transport == "ipc" ? new ZmtpClient($"{connection.Address}-{port}") : new ZmtpClient(port))
            .Open(type, identity);
    }

    public ZmtpClient Shell { get; }

    public ZmtpClient Control { get; }

    public ZmtpClient Stdin { get; }

    public ZmtpClient Iopub { get; }

    public ZmtpClient Heartbeat { get; }

    public void Dispose()
    {
        foreach (var channel in new[] { Shell, Control, Stdin, Iopub, Heartbeat }) channel.Dispose();
    }

    public static JsonObject Cell(string code) => new() { ["code"] = code };

    /// <summary>Returns the parts of a signed message.</summary>
    public byte[][] Message(string type, JsonObject content, out string id, JsonObject? metadata = null)
    {
        id = Guid.NewGuid().ToString();
        var header = new JsonObject
        {
            ["msg_id"] = id, ["session"] = "s", ["username"] = "u", ["date"] = "2026-01-01T00:00:00Z",
            ["msg_type"] = type, ["version"] = "5.3",
        };
        byte[][] signed = [.. new JsonNode[] { header, new JsonObject(), metadata ?? [], content }
            .Select(json => Encoding.UTF8.GetBytes(json.ToJsonString()))];
        var signature = Convert.ToHexStringLower(HMACSHA256.HashData(_key, signed.SelectMany(part => part).ToArray()));
        return ["<IDS|MSG>"u8.ToArray(), Encoding.ASCII.GetBytes(signature), .. signed];
    }

    public void Send(ZmtpClient channel, string type, JsonObject content, out string id) =>
        channel.SendMessage(Message(type, content, out id));

    /// <summary>Takes the next message of a channel, checks its signature and form, and reads it.</summary>
    public Received Take(ZmtpClient channel)
    {
        var parts = channel.Take();
        var at = parts.FindIndex(part => part.AsSpan().SequenceEqual("<IDS|MSG>"u8));
        var signed = parts.GetRange(at + 2, 4);
        Assert.Equal(
            Convert.ToHexStringLower(HMACSHA256.HashData(_key, signed.SelectMany(part => part).ToArray())),
            Encoding.ASCII.GetString(parts[at + 1]));
        var json = signed.Select(part => JsonNode.Parse(part)!.AsObject()).ToList();
        Assert.Equal("5.4", json[0]["version"]!.GetValue<string>());
        return new Received(
            json[0]["msg_type"]!.GetValue<string>(), json[1]["msg_id"]?.GetValue<string>(), json[3]);
    }

    /// <summary>Sends a shell request and returns its reply, whatever iopub says.</summary>
    public JsonObject Request(string type, JsonObject content)
    {
        Send(Shell, type, content, out var id);
        return TakeReply(id).Content;
    }

    public Received TakeReply(string id)
    {
        var reply = Take(Shell);
        Assert.Equal(id, reply.ParentId);
        return reply;
    }

    /// <summary>Returns what iopub says of the request between busy and idle, and checks that it says both.</summary>
    public IReadOnlyList<Received> TakeUntilIdle(string id)
    {
        var published = new List<Received>();
        while (true)
        {
            var message = Take(Iopub);
            if (message.ParentId != id) continue;
            if (message.Type == "status" && message.Text("execution_state") == "idle") break;
            published.Add(message);
        }

        Assert.Equal("busy", published[0].Text("execution_state"));
        return published[1..];
    }

    /// <summary>Runs a cell to its end.</summary>
    public Outcome Execute(string code, params (string Name, JsonNode Value)[] options)
    {
        Send(Shell, "execute_request", Options(code, options), out var id);
        return Finish(id);
    }

    public Outcome Finish(string id)
    {
        var reply = TakeReply(id).Content;
        return new Outcome(reply, [.. TakeUntilIdle(id).Where(message => message.Type != "execute_input")]);
    }

    public static JsonObject Options(string code, params (string Name, JsonNode Value)[] options)
    {
        var content = Cell(code);
        foreach (var (name, value) in options) content[name] = value;
        return content;
    }
}
