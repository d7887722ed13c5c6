using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using Workbook.Kernel.Jupyter;

namespace Workbook.Kernel.Tests.Jupyter;

/// <summary><c>workbook kernel run</c> as a child process, as a front end starts it.</summary>
public sealed class KernelRunTests : IDisposable
{
    private readonly Notebooks _files = new();
    private readonly WorkbookCommand _workbook;

    public KernelRunTests() => _workbook = new WorkbookCommand(_files.Folder);

    public void Dispose() => _files.Dispose();

    [Theory]
    [InlineData("There is no connection file at 'none.json': a front end such as", "none.json")]
    [InlineData("The connection file 'text.json' cannot be used: it is not JSON at line 1, column 1.", "text.json")]
    [InlineData("The connection file 'list.json' cannot be used: its outermost value is not an object.", "list.json")]
    [InlineData("The connection file 'empty.json' cannot be used: it has no 'ip'.", "empty.json")]
    [InlineData("The log cannot be written to 'none/log': ", "none.json", "--log", "none/log")]
    [InlineData("Required argument missing for command: 'run'. See 'workbook kernel run --help'.")]
    public void What_cannot_be_used_gets_one_sentence(string sentence, params string[] arguments)
    {
        _files.WriteText("text.json", "?");
        _files.WriteText("list.json", "[]");
        _files.WriteText("empty.json", "{}");
        Fails(2, sentence, arguments);
    }

    [Theory]
    [InlineData("it asks for the signature scheme 'hmac-md5', and this kernel knows hmac-sha256 only", "signature_scheme", "\"hmac-md5\"")]
    [InlineData("it asks for the transport 'udp', and this kernel knows tcp and ipc only", "transport", "\"udp\"")]
    [InlineData("its 'ip' must be an IP address, not 'here'", "ip", "\"here\"")]
    [InlineData("its 'key' must be a text", "key", "1")]
    [InlineData("its 'hb_port' must be a number from 1 to 65535", "hb_port", "0")]
    [InlineData("its 'hb_port' must be a number from 1 to 65535", "hb_port", "\"1\"")]
    public void A_connection_file_with_a_wrong_value_gets_one_sentence(string reason, string name, string value)
    {
        var connection = WriteConnection(out var json);
        json[name] = JsonNode.Parse(value);
        File.WriteAllText(connection, json.ToJsonString());
        Fails(2, $"The connection file 'c.json' cannot be used: {reason}", "c.json");
    }

    [Fact]
    public void A_busy_port_is_named_with_what_to_do()
    {
        WriteConnection(out var json);
        var port = json["iopub_port"]!.GetValue<int>();
        using var other = new TcpListener(IPAddress.Loopback, port);
        other.Start();
        Fails(1, $"The kernel cannot listen on tcp://127.0.0.1:{port}: another program uses this port; start the kernel again",
            "c.json");
    }

    [Fact]
    public void It_works_in_the_folder_in_which_it_is_started_and_ends_with_its_front_end()
    {
        using var process = Start();
        using (var client = Connect())
        {
            Assert.Equal($"execute_result:{_files.Folder}", client.Execute("Environment.CurrentDirectory").Shown);

            // A thread that a cell leaves behind does not keep the process.
            client.Execute("new System.Threading.Thread(() => System.Threading.Thread.Sleep(-1)).Start();");
            client.Send(client.Control, "shutdown_request", new JsonObject { ["restart"] = false }, out _);
            Assert.Equal("shutdown_reply", client.Take(client.Control).Type);
        }

        AssertEnds(process);
        Assert.Equal(0, process.ExitCode);
    }

    [Fact]
    public void It_ends_when_the_process_that_started_it_is_gone()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows gives the kernel a handle instead of a number.");
        using var parent = Process.Start("sleep", "1000");
        using var process = Start(("JPY_PARENT_PID", $"{parent.Id}"));
        using var client = Connect();
        client.Execute("1");
        Assert.False(process.HasExited);
        parent.Kill();
        AssertEnds(process);
    }

    [Fact]
    public void Ctrl_C_stops_the_running_cell_and_a_polite_kill_ends_the_kernel()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows sends Ctrl+C to consoles, not to processes.");
        using var process = Start();
        using var client = Connect();
        client.Send(client.Shell, "execute_request", JupyterClient.Cell("Console.Write(1); while (true) { }"), out var id);
        while (client.Take(client.Iopub).Type != "stream")
        {
        }

        WorkbookCommand.PressCtrlC(process);
        Assert.Equal("Interrupted", client.TakeReply(id).Text("ename"));
        Assert.Equal("execute_result:2", client.Execute("1 + 1").Shown);
        Process.Start("kill", [$"{process.Id}"]).WaitForExit();
        AssertEnds(process);
        Assert.Equal(0, process.ExitCode);
    }

    private static void AssertEnds(Process process) =>
        Assert.True(process.WaitForExit(Session.Generous), "The kernel does not end.");

    private void Fails(int code, string sentence, params string[] arguments)
    {
        var (exitCode, output, error) = _workbook.Run(["kernel", "run", .. arguments]);
        Assert.Equal((code, ""), (exitCode, output));
        Assert.StartsWith(sentence, error);
        Assert.Single(error.TrimEnd('\n').Split('\n'));
    }

    private Process Start(params (string Name, string Value)[] environment)
    {
        WriteConnection(out _);
        foreach (var (name, value) in environment) Environment.SetEnvironmentVariable(name, value);
        try
        {
            return _workbook.Start("kernel", "run", "c.json");
        }
        finally
        {
            foreach (var (name, _) in environment) Environment.SetEnvironmentVariable(name, null);
        }
    }

    private JupyterClient Connect()
    {
        var connection = ConnectionFile.Load(Path.Combine(_files.Folder, "c.json"));
        Assert.True(SpinWait.SpinUntil(() => IsOpen(connection.HeartbeatPort), Session.Generous));
        return new JupyterClient(connection, "client");
    }

    private static bool IsOpen(int port)
    {
        try
        {
            using var probe = new TcpClient("127.0.0.1", port);
            return true;
        }
        catch (SocketException)
        {
            Thread.Sleep(20);
            return false;
        }
    }

    private string WriteConnection(out JsonObject json)
    {
        TcpListener[] free = [.. Enumerable.Range(0, 5).Select(_ => new TcpListener(IPAddress.Loopback, 0))];
        foreach (var listener in free) listener.Start();
        int[] ports = [.. free.Select(listener => ((IPEndPoint)listener.LocalEndpoint).Port)];
        foreach (var listener in free) listener.Stop();
        json = new JsonObject
        {
            ["shell_port"] = ports[0], ["iopub_port"] = ports[1], ["stdin_port"] = ports[2], ["control_port"] = ports[3],
            ["hb_port"] = ports[4], ["ip"] = "127.0.0.1", ["key"] = "a-b-c", ["transport"] = "tcp",
            ["signature_scheme"] = "hmac-sha256", ["kernel_name"] = "",
        };
        return _files.WriteText("c.json", json.ToJsonString());
    }
}
