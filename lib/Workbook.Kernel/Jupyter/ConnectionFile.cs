using System.Net;
using System.Text.Json;

namespace Workbook.Kernel.Jupyter;

/// <summary>What a front end tells a kernel that it starts: where to listen and the key that signs messages.</summary>
/// <param name="Transport"><c>tcp</c>, or <c>ipc</c> for Unix domain sockets.</param>
/// <param name="Address">An IP address, <c>localhost</c> or <c>*</c>; for ipc the beginning of the paths.</param>
/// <param name="ShellPort">The port of requests, 1 to 65535; for ipc the end of the path. 0: any free port.</param>
/// <param name="ControlPort">The port of interrupt and shutdown.</param>
/// <param name="StdinPort">The port on which the kernel asks the reader.</param>
/// <param name="IopubPort">The port of outputs.</param>
/// <param name="HeartbeatPort">The port that echoes what comes.</param>
/// <param name="Key">The secret of HMAC-SHA256; empty: messages are not signed.</param>
public sealed record ConnectionFile(
    string Transport,
    string Address,
    int ShellPort,
    int ControlPort,
    int StdinPort,
    int IopubPort,
    int HeartbeatPort,
    string Key)
{
    private const string SignatureScheme = "hmac-sha256";

    /// <summary>Reads the file; throws <see cref="JupyterException"/> when it is missing or cannot be used.</summary>
    public static ConnectionFile Load(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(path));
            return Read(json.RootElement, path);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new JupyterException($"There is no connection file at '{path}': a front end such as "
                + "'jupyter notebook' writes it and starts the kernel with its path.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new JupyterException($"The connection file '{path}' cannot be read: {e.Message}", e);
        }
        catch (JsonException e)
        {
            throw Broken(path, $"it is not JSON at line {e.LineNumber + 1}, column {e.BytePositionInLine + 1}");
        }
    }

    private static ConnectionFile Read(JsonElement json, string path)
    {
        if (json.ValueKind != JsonValueKind.Object) throw Broken(path, "its outermost value is not an object");
        var scheme = Text("signature_scheme", SignatureScheme);
        if (scheme != SignatureScheme)
        {
            throw Broken(path, $"it asks for the signature scheme '{scheme}', and this kernel knows {SignatureScheme} "
                + "only (set c.Session.signature_scheme in Jupyter's configuration)");
        }

        var transport = Text("transport", "tcp");
        if (transport is not ("tcp" or "ipc"))
            throw Broken(path, $"it asks for the transport '{transport}', and this kernel knows tcp and ipc only");
        var address = Text("ip", null);
        if (transport == "tcp" && address is not ("localhost" or "*") && !IPAddress.TryParse(address, out _))
            throw Broken(path, $"its 'ip' must be an IP address, not '{address}'");
        return new ConnectionFile(transport, address, Port("shell_port"), Port("control_port"), Port("stdin_port"),
            Port("iopub_port"), Port("hb_port"), Text("key", ""));

        string Text(string name, string? otherwise)
        {
            if (!json.TryGetProperty(name, out var value))
                return otherwise ?? throw Broken(path, $"it has no '{name}'");
            return value.ValueKind == JsonValueKind.String
                ? value.GetString()!
                : throw Broken(path, $"its '{name}' must be a text");
        }

        int Port(string name)
        {
            if (!json.TryGetProperty(name, out var value)) throw Broken(path, $"it has no '{name}'");
            return value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var port)
                && port is > 0 and <= IPEndPoint.MaxPort
                    ? port
                    : throw Broken(path, $"its '{name}' must be a number from 1 to {IPEndPoint.MaxPort}");
        }
    }

    private static JupyterException Broken(string path, string reason) =>
        new($"The connection file '{path}' cannot be used: {reason}.");
}
