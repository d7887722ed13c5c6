using System.Text;
using static Workbook.Kernel.Tests.Jupyter.ZmtpClient;

namespace Workbook.Kernel.Tests.Jupyter;

/// <summary>The sockets of a kernel, spoken to byte by byte.</summary>
public sealed class HandshakeTests : IDisposable
{
    private readonly RunningKernel _kernel = new();

    public void Dispose() => _kernel.Dispose();

    [Fact]
    public void The_kernel_greets_with_64_bytes_of_version_3_1_and_NULL()
    {
        using var peer = new ZmtpClient(_kernel.Connection.ShellPort);
        Assert.Equal(Greeting(), peer.Receive(64));
    }

    [Theory]
    [InlineData("GET / HTTP/1.1\r\n\r\n", "it does not speak ZMTP")]
    public void Who_speaks_another_protocol_is_disconnected(string text, string reason)
    {
        using var peer = new ZmtpClient(_kernel.Connection.ShellPort);
        peer.Send(Encoding.ASCII.GetBytes(text));
        Assert.True(peer.IsEnded());
        Assert.Contains($"shell: a peer was disconnected: {reason}", _kernel.Log);
    }

    [Theory]
    [InlineData(2, "NULL", "DEALER", "it speaks ZMTP 2, older than 3.0")]
    [InlineData(3, "PLAIN", "DEALER", "it asks for the security mechanism 'PLAIN', not NULL")]
    [InlineData(3, "NULL", "SUB", "a ROUTER does not talk to a 'SUB'")]
    public void A_peer_that_does_not_fit_is_disconnected(byte major, string mechanism, string type, string reason)
    {
        using var peer = new ZmtpClient(_kernel.Connection.ShellPort);
        peer.Send(Greeting(major: major, mechanism: mechanism));
        peer.Send(Ready(type, ""));
        Assert.True(peer.IsEnded());
        Assert.Contains(reason, _kernel.Log);
    }

    [Fact]
    public void A_message_in_place_of_READY_ends_the_connection()
    {
        using var peer = new ZmtpClient(_kernel.Connection.ShellPort);
        peer.Send([.. Greeting(), 0, 1, 7]);
        Assert.True(peer.IsEnded());
        Assert.Contains("the handshake brought a message instead of READY", _kernel.Log);
    }

    [Fact]
    public void A_PING_is_answered_with_its_context()
    {
        using var peer = new ZmtpClient(_kernel.Connection.ShellPort).Open("DEALER", reads: false);
        peer.Send([4, 10, 4, .. "PING"u8, 0, 0, 1, 2, 3]);
        Assert.Equal([4, 8, 4, .. "PONG"u8, 1, 2, 3], peer.Receive(10));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void A_heartbeat_comes_back_as_it_was_even_while_a_cell_runs(int parts)
    {
        using var client = _kernel.Connect();
        client.Send(client.Shell, "execute_request", JupyterClient.Cell("Console.Write(1); while (true) { }"), out _);
        while (client.Take(client.Iopub).Type != "stream")
        {
        }

        byte[][] beat = [[], .. Enumerable.Range(0, parts).Select(i => new[] { (byte)i })];
        client.Heartbeat.SendMessage(beat);
        Assert.Equal(beat, client.Heartbeat.Take());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Subscriptions_of_both_versions_take_and_end(bool byCommand)
    {
        using var subscriber = new ZmtpClient(_kernel.Connection.IopubPort).Open("SUB");
        using var client = _kernel.Connect();
        Subscribe("kernel.stream", isOn: true);
        do client.Execute("Console.Write(1);");
        while (!subscriber.TryTake(TimeSpan.FromMilliseconds(200), out _));
        Subscribe("kernel.stream", isOn: false);
        Subscribe("kernel.clear_output", isOn: true);
        List<byte[]>? message;
        do client.Execute("Console.Write(1); ClearOutput();");
        while (!subscriber.TryTake(TimeSpan.FromMilliseconds(200), out message)
            || Encoding.ASCII.GetString(message![0]) != "kernel.clear_output");
        client.Execute("Console.Write(1); ClearOutput();");
        Assert.Equal("kernel.clear_output", Encoding.ASCII.GetString(subscriber.Take()[0]));

        void Subscribe(string topic, bool isOn)
        {
            var name = isOn ? "SUBSCRIBE" : "CANCEL";
            subscriber.Send(byCommand
                ? [4, (byte)(1 + name.Length + topic.Length), (byte)name.Length, .. Encoding.ASCII.GetBytes(name + topic)]
                : [0, (byte)(1 + topic.Length), (byte)(isOn ? 1 : 0), .. Encoding.ASCII.GetBytes(topic)]);
        }
    }

    [Fact]
    public void A_client_that_comes_back_under_its_name_gets_the_replies_there()
    {
        using var first = new ZmtpClient(_kernel.Connection.ShellPort).Open("DEALER", "me");
        using var client = _kernel.Connect("me");
        Assert.Equal("ok", client.Execute("1").Status);
        Assert.False(first.TryTake(TimeSpan.Zero, out _));
    }

    [Fact]
    public void Unix_domain_sockets_are_named_as_Jupyter_names_them_and_removed_at_the_end()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Jupyter has them on Unix only.");
        var folder = Directory.CreateTempSubdirectory("workbook-test-").FullName;
        var address = Path.Combine(folder, "kernel");
        File.WriteAllText(address + "-1", "left by a kernel that was killed");
        using (var kernel = new RunningKernel(_kernel.Connection with
        {
            Transport = "ipc", Address = address, ShellPort = 1, ControlPort = 2, StdinPort = 3, IopubPort = 4, HeartbeatPort = 5,
        }))
        {
            Assert.Equal(5, Directory.GetFileSystemEntries(folder).Length);
            using var client = kernel.Connect();
            Assert.Equal("execute_result:2", client.Execute("1 + 1").Shown);
        }

        Assert.Empty(Directory.GetFileSystemEntries(folder));
        Directory.Delete(folder);
    }
}
