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
        var result = session.Run("var quit = false;\nawait Task.Run(async () => { while (!quit) { try { await Task.Delay(20); }"
            + " finally { while (!quit) System.Threading.Thread.SpinWait(10); } } }).ConfigureAwait(false);", Short);
        Assert.Contains("left behind", result.Error!.Message);
        session.Run("quit = true;");
    }
}
