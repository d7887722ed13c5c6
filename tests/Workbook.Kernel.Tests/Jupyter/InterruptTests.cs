namespace Workbook.Kernel.Tests.Jupyter;

/// <summary>An interrupt ends a cell whatever it does, and the next cell has the state.</summary>
public sealed class InterruptTests : IDisposable
{
    private readonly RunningKernel _kernel = new();
    private readonly JupyterClient _client;

    public InterruptTests() => _client = _kernel.Connect();

    public void Dispose()
    {
        _client.Dispose();
        _kernel.Dispose();
    }

    [Theory]
    [InlineData("Console.Write(1); while (true) { }")]
    [InlineData("Console.Write(1); await Task.Delay(-1);")]
    [InlineData("Console.Write(1); System.Threading.Thread.Sleep(-1);")]
    [InlineData("Console.Write(1); Console.ReadLine();")]
    [InlineData("var l = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0); l.Start();\n"
        + "Console.Write(1); l.AcceptSocket();")]
    [InlineData("for (var i = 0; i < 50; i++) _ = Task.Run(() => System.Threading.Thread.Sleep(5000));\n"
        + "Console.Write(1); while (true) { }")]
    public void It_ends_the_cell_and_the_state_stays(string code)
    {
        _client.Execute("var kept = 41;");
        var id = Begin(code);
        Interrupt();
        var reply = _client.TakeReply(id);
        Assert.Equal(("error", "Interrupted"), (reply.Text("status"), reply.Text("ename")));
        Assert.Equal("execute_result:42", _client.Execute("kept + 1").Shown);
    }

    [Fact]
    public void The_second_does_not_wait_for_code_that_does_not_listen()
    {
        var id = Begin("Console.Write(1);\n"
            + "try { await Task.Delay(-1); } finally { Console.Write(2); await Task.Delay(-1); }");
        Interrupt();
        while (_client.Take(_client.Iopub).Text("text") != "2")
        {
        }

        Interrupt();
        Assert.Contains("left behind", _client.TakeReply(id).Text("evalue"));
        Assert.Equal("execute_result:2", _client.Execute("1 + 1").Shown);
    }

    [Fact]
    public void Where_nothing_runs_it_does_nothing()
    {
        Interrupt();
        Assert.Equal("execute_result:2", _client.Execute("1 + 1").Shown);
    }

    private string Begin(string code)
    {
        _client.Send(_client.Shell, "execute_request", JupyterClient.Options(code, ("allow_stdin", true)), out var id);
        while (_client.Take(_client.Iopub).Type != "stream")
        {
        }

        return id;
    }

    private void Interrupt()
    {
        _client.Send(_client.Control, "interrupt_request", [], out var id);
        var reply = _client.Take(_client.Control);
        Assert.Equal(("interrupt_reply", id, "ok"), (reply.Type, reply.ParentId, reply.Text("status")));
    }
}
