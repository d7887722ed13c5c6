namespace Workbook.Kernel.Tests;

/// <summary>
/// A cell that does not end is stopped: whatever it does, the run goes on, its clean-up code runs, and the session
/// still answers. The time-outs are as short as a loaded machine allows; no test asserts how long a stop takes.
/// </summary>
public sealed class StopTests
{
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(300);

    private const string Disposable = "class D : IAsyncDisposable { public async ValueTask DisposeAsync() "
        + "{ await Task.Delay(300); Console.Write(2); } }\n";

    // Nothing is known of how to end an awaitable of the cell's own.
    private const string Awaitable = "class Wait(Task t) "
        + "{ public System.Runtime.CompilerServices.TaskAwaiter GetAwaiter() => t.GetAwaiter(); }\n";

    public static TheoryData<string> EndlessCells =>
    [
        "while (true) { }",
        "var n = 0; while (true) n++;",
        "await Task.Delay(-1);",
        "await Task.Yield(); while (true) { }",
        "while (true) await Task.Yield();",
        "while (true) await Task.Delay(1);",
        "Task.Delay(-1).Wait();",
        "System.Threading.Thread.Sleep(-1);",
        "new System.Threading.SemaphoreSlim(0).Wait();",
        "async Task Inner() => await Task.Delay(-1);\nawait Inner();",
        "async IAsyncEnumerable<int> Ever() { for (var i = 0; ; i++) { yield return i; await Task.Delay(50); } }\n"
            + "await foreach (var i in Ever()) { }",
        "await foreach (var i in System.Threading.Channels.Channel.CreateUnbounded<int>().Reader.ReadAllAsync()) { }",
        "await new ValueTask<int>(new TaskCompletionSource<int>().Task)",
    ];

    [Theory]
    [MemberData(nameof(EndlessCells))]
    public void An_endless_cell_is_stopped_by_its_time_out_and_the_session_goes_on(string cell)
    {
        using var session = new Session();
        session.Run("var before = 41;");
        var result = session.Run(cell, Short);
        Assert.Equal(CellStatus.TimedOut, result.Status);
        Assert.Equal("The cell did not end within its time-out of 0.3 s.", result.Error!.Message);
        Assert.Equal("result:42", session.Show("before + 1"));
    }

    [Theory]
    [InlineData("try { Console.Write(1); await Task.Delay(-1); } finally { Console.Write(2); }")]
    [InlineData("try { Console.Write(1); await Task.Delay(-1); } finally { await Task.Delay(300); Console.Write(2); }")]
    [InlineData("try { Console.Write(1); await Task.Delay(-1).ConfigureAwait(false); } finally { Console.Write(2); }")]
    [InlineData("async ValueTask<int> F() { await Task.Delay(-1); return 1; }\n"
        + "try { Console.Write(1); await F().ConfigureAwait(false); } finally { Console.Write(2); }")]
    [InlineData("try { Console.Write(1); while (true) await Task.Yield(); } finally { Console.Write(2); }")]
    [InlineData("try { Console.Write(1); System.Threading.Thread.Sleep(-1); } finally { Console.Write(2); }")]
    [InlineData("async Task F() { try { Console.Write(1); await Task.Delay(-1); } finally { await Task.Yield(); Console.Write(2); } }\n"
        + "await F();")]
    [InlineData("var l = new List<int>(); try { Console.Write(1); while (true) { l.Add(1); l.Clear(); } } finally { Console.Write(2); }")]
    [InlineData(Disposable + "{ await using var d = new D(); Console.Write(1); await Task.Delay(-1); }")]
    [InlineData(Disposable + "{ await using var d = new D(); Console.Write(1); Task.Delay(-1).Wait(); }")]
    public void Its_clean_up_code_runs(string cell)
    {
        using var session = new Session();
        Assert.StartsWith("stdout:12|Interrupted:", Session.Show(session.RunUntilItWrites(cell)));
    }

    [Theory]
    [InlineData("Console.Write(1); one.AcceptSocket();")]
    [InlineData("Console.Write(1); two.Client.Receive(new byte[9]);")]
    [InlineData("Console.Write(1); two.GetStream().ReadByte();")]
    [InlineData("Console.Write(1); System.Net.IPEndPoint from = null; three.Receive(ref from);")]
    [InlineData("Console.Write(1); while (true) { try { one.AcceptSocket(); } catch (Exception) { } }")]
    public void A_wait_for_a_socket_ends_where_the_system_tells_of_it(string cell)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux tells which socket a thread waits for.");
        using var session = new Session();
        session.Run(
            """
            using System.Net;
            using System.Net.Sockets;
            var one = new TcpListener(IPAddress.Loopback, 0);
            one.Start();
            var two = new TcpClient();
            two.Connect((IPEndPoint)one.LocalEndpoint);
            one.AcceptSocket();
            var three = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
            """);
        var result = session.RunUntilItWrites(cell);
        Assert.Equal((CellStatus.Interrupted, "The cell was stopped on request."), (result.Status, result.Error!.Message));
        Assert.Equal("result:True", session.Show("two is not null"));
    }

    [Theory]
    [InlineData("kept = 5; Console.Write(1); while (true) kept = Math.Max(kept, 5);")]
    [InlineData("kept = 5; Console.Write(1); System.Threading.Thread.Sleep(-1);")]
    [InlineData("kept = 5; Console.Write(1); await Task.Delay(-1);")]
    [InlineData("kept = 5; await Task.Yield(); Console.Write(1); while (true) kept = Math.Max(kept, 5);")]
    [InlineData("kept = 5; Console.Write(1); System.Threading.Tasks.Task.Run(() => { while (true) { } }).Wait();")]
    public void Variables_keep_what_they_had_when_the_stop_came(string cell)
    {
        using var session = new Session();
        session.RunUntilItWrites("int kept = 0; var own = 7; " + cell);
        Assert.Equal("result:(5, 7)", session.Show("(kept, own).ToString()"));
    }

    [Fact]
    public void What_a_cell_left_behind_does_later_changes_nothing_and_its_output_stays_with_it()
    {
        using var session = new CSharpCells();
        var outputs = new CellOutputs();
        session.Run("var quit = false; var name = \"first\"; var ended = new TaskCompletionSource();", new CellLabel(1), Session.Generous);
        var left = session.Run(
            "try { await Task.Run(() => { while (!quit) System.Threading.Thread.Sleep(5); Console.Write(\"late\"); ended.SetResult(); }); } finally { }",
            new CellLabel(2), Short, outputs.Add);
        Assert.Equal(CellStatus.TimedOut, left.Status);
        session.Run("name = \"second\"; quit = true; await ended.Task;", new CellLabel(3), Session.Generous);
        Assert.Equal("result:second", Session.Show(session.Run("name", new CellLabel(4), Session.Generous)));
        Assert.EndsWith("|stdout:late", Session.Show(outputs.ToList()));
    }

    [Fact]
    public void It_can_be_stopped_on_request()
    {
        using var session = new Session();
        var result = session.RunUntilItWrites("Console.Write(1); await Task.Delay(-1);");
        Assert.Equal((CellStatus.Interrupted, "The cell was stopped on request."), (result.Status, result.Error!.Message));
    }

    [Fact]
    public void A_library_finds_the_token_of_the_running_cell_by_name()
    {
        using var session = new Session();
        var cell = """
            var find = (Func<System.Threading.CancellationToken>)AppContext.GetData("Workbook.Cell.StopToken");
            try { Console.Write(1); find().WaitHandle.WaitOne(); } finally { Console.Write(find().IsCancellationRequested); }
            """;
        Assert.StartsWith("stdout:1True|", Session.Show(session.RunUntilItWrites(cell)));
    }

    [Fact]
    public void What_cannot_be_stopped_is_left_behind_and_said_so()
    {
        using var session = new Session();
        var result = session.Run("var quit = false;\n" + Awaitable
            + "await new Wait(Task.Run(async () => { while (!quit) { try { await Task.Delay(20); }"
            + " finally { while (!quit) System.Threading.Thread.SpinWait(10); } } }));", Short);
        Assert.Contains("left behind", result.Error!.Message);
        session.Run("quit = true;");
    }
}
