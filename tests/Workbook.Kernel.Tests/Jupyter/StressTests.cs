using System.Diagnostics;
using System.Net.Sockets;
using System.Text.Json.Nodes;

namespace Workbook.Kernel.Tests.Jupyter;

/// <summary>
/// A front end at work among others that misbehave: nothing of its work is lost, and nothing of theirs stays.
/// </summary>
public sealed class StressTests
{
    private const int RequestCount = 10_000;
    private const int ExecuteEvery = 50;

    [Fact]
    public void Ten_thousand_requests_are_answered_in_order_while_others_send_rubbish_and_nothing_stays_behind()
    {
        using var kernel = new RunningKernel();
        using (var client = kernel.Connect())
        {
            client.Execute("var sum = 0;");
            Ask(client, RequestCount / 10);
        }

        Settle(kernel);
        var before = Usage.Now();
        var rubbishCount = 0;
        using (var client = kernel.Connect())
        {
            using var stop = new CancellationTokenSource();
            Thread[] rubbish =
            [
                Repeat(round => SendRubbish(kernel, rubbishCount = round), stop.Token),
                Repeat(round => SendUnsigned(kernel, round), stop.Token),
            ];
            Ask(client, RequestCount);
            stop.Cancel();
            foreach (var thread in rubbish) thread.Join();
            Assert.InRange(rubbishCount, 100, int.MaxValue);
            Assert.Equal($"execute_result:{(RequestCount + (RequestCount / 10)) / ExecuteEvery}", client.Execute("sum").Shown);
        }

        Settle(kernel);
        var after = Usage.Now();
        TestContext.Current.TestOutputHelper?.WriteLine($"{before} became {after}; {rubbishCount} rounds of rubbish");
        Assert.InRange(after.Threads, 0, before.Threads + 5);
        Assert.InRange(after.Handles, 0, before.Handles + 10);

        // 200 cells leave their compiled code; beside it nothing grows with the requests or with the rubbish.
        Assert.InRange(after.Bytes, 0, before.Bytes + (30 * 1024 * 1024));
        Assert.Contains("its signature is wrong", kernel.Log);
        Assert.Contains("lines more were left out", kernel.Log);
        Assert.InRange(kernel.Log.Split('\n').Length, 1, 2000);
    }

    [Fact]
    public void A_subscriber_that_does_not_read_loses_messages_and_holds_up_nobody()
    {
        using var kernel = new RunningKernel();
        using var slow = new ZmtpClient(kernel.Connection.IopubPort).Open("SUB", reads: false);
        slow.SendMessage([1]);
        using var client = kernel.Connect();
        for (var i = 0; i < 15; i++)
        {
            var outcome = client.Execute("Console.Write(new string('x', 9_000_000));");
            Assert.Equal(9_000_000, outcome.Published.Sum(message => message.Text("text")!.Length));
        }

        Assert.NotEqual(0, kernel.Kernel.LostCount);
        Assert.Contains("iopub: a subscriber does not keep up and loses messages", kernel.Log);
    }

    [Fact]
    public void A_client_that_leaves_in_the_middle_of_a_cell_leaves_the_kernel_to_the_next()
    {
        using var kernel = new RunningKernel();
        for (var i = 0; i < 20; i++)
        {
            using var gone = kernel.Connect($"gone {i}");
            gone.Send(gone.Shell, "execute_request", JupyterClient.Cell("await Task.Delay(20); Console.Write(1);"), out _);
            foreach (var channel in new[] { gone.Shell, gone.Control, gone.Stdin, gone.Iopub, gone.Heartbeat }) channel.Break();
        }

        using var client = kernel.Connect();
        Assert.Equal("execute_result:2", client.Execute("1 + 1").Shown);
        Assert.True(SpinWait.SpinUntil(() => kernel.Kernel.PeerCount == 5, Session.Generous));
    }

    // Keeps up to a hundred requests under way, as a front end that runs all cells does.
    private static void Ask(JupyterClient client, int count)
    {
        var underWay = new Queue<(string Id, bool IsExecute)>();
        for (var i = 0; i < count; i++)
        {
            var (type, content) = (i % ExecuteEvery, i % 4) switch
            {
                (0, _) => ("execute_request", JupyterClient.Cell("Console.Write(++sum);")),
                (_, 0) => ("kernel_info_request", new JsonObject()),
                (_, 1) => ("is_complete_request", JupyterClient.Cell("1 + 1")),
                (_, 2) => ("history_request", new JsonObject { ["hist_access_type"] = "tail", ["n"] = 1 }),
                _ => ("comm_info_request", new JsonObject()),
            };
            client.Send(client.Shell, type, content, out var id);
            underWay.Enqueue((id, type == "execute_request"));
            if (underWay.Count == 100) Finish();
        }

        while (underWay.Count > 0) Finish();

        void Finish()
        {
            var (id, isExecute) = underWay.Dequeue();
            Assert.NotEqual("error", client.TakeReply(id).Text("status"));
            var published = client.TakeUntilIdle(id);
            Assert.Equal(isExecute ? ["execute_input", "stream"] : [], published.Select(message => message.Type));
        }
    }

    private static void SendRubbish(RunningKernel kernel, int round)
    {
        var random = new Random(round);
        var connection = kernel.Connection;
        int[] ports = [connection.ShellPort, connection.ControlPort, connection.StdinPort, connection.IopubPort, connection.HeartbeatPort];
        using var peer = new ZmtpClient(ports[round % ports.Length]);
        var bytes = new byte[random.Next(1, 3000)];
        random.NextBytes(bytes);
        peer.Send(round % 3 == 0 ? bytes : [.. ZmtpClient.Greeting(), .. ZmtpClient.Ready("DEALER", ""), .. bytes]);
        if (round % 2 == 0) peer.Break();
    }

    private static void SendUnsigned(RunningKernel kernel, int round)
    {
        using var peer = new ZmtpClient(kernel.Connection.ShellPort).Open("DEALER", $"bad {round % 7}", reads: false);
        for (var i = 0; i < 20; i++)
        {
            peer.SendMessage("<IDS|MSG>"u8.ToArray(), new byte[64], "{\"msg_type\":\"execute_request\"}"u8.ToArray(),
                "{}"u8.ToArray(), "{}"u8.ToArray(), "{\"code\":\"Environment.Exit(1);\"}"u8.ToArray());
        }

        // The next message is cut off in its middle.
        peer.Send([2, 0, 0, 0, 0, 1, 0, 0, 0, 7, 7, 7]);
        peer.Break();
    }

    private static Thread Repeat(Action<int> act, CancellationToken stop)
    {
        var thread = new Thread(() =>
        {
            for (var round = 0; !stop.IsCancellationRequested; round++)
            {
                try
                {
                    act(round);
                }
                catch (SocketException)
                {
                    // The kernel ended the connection first, as it should.
                }

                Thread.Sleep(1);
            }
        });
        thread.Start();
        return thread;
    }

    private static void Settle(RunningKernel kernel)
    {
        Assert.True(SpinWait.SpinUntil(() => kernel.Kernel.PeerCount == 0, Session.Generous));

        // The threads of the last cells wait a moment for more work.
        Thread.Sleep(TimeSpan.FromSeconds(3));
    }

    private static bool IsOfPool(string thread)
    {
        try
        {
            return File.ReadAllText(thread + "/comm").StartsWith(".NET TP", StringComparison.Ordinal);
        }
        catch (IOException)
        {
            return true;
        }
    }

    private sealed record Usage(int Threads, int Handles, long Bytes)
    {
        public static Usage Now()
        {
            using var process = Process.GetCurrentProcess();
            var bytes = GC.GetTotalMemory(forceFullCollection: true);
            if (!OperatingSystem.IsLinux()) return new(process.Threads.Count, process.HandleCount, bytes);

            // Linux knows the threads' names: those of the thread pool come and go by its own rules.
            var threads = Directory.GetDirectories("/proc/self/task").Count(thread => !IsOfPool(thread));
            return new(threads, Directory.GetFiles("/proc/self/fd").Length, bytes);
        }
    }
}
