using System.Globalization;
using System.Net.Sockets;
using System.Text.RegularExpressions;

namespace Workbook.Kernel.Tests;

/// <summary><c>workbook broker</c> as a child process, with bytes on a socket for a client.</summary>
public sealed partial class BrokerCommandTests
{
    // CONNECT of MQTT 3.1.1 with a clean session and the client identifier "one"; then DISCONNECT.
    private static readonly byte[] Connect = [0x10, 15, 0, 4, .. "MQTT"u8, 4, 2, 0, 0, 0, 3, .. "one"u8];
    private static readonly byte[] Disconnect = [0xe0, 0];

    private readonly WorkbookCommand _workbook = new(Path.GetTempPath());

    [Fact]
    public void It_logs_who_comes_and_goes_until_Ctrl_C()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows sends Ctrl+C to consoles, not to processes.");
        using var process = _workbook.Start("broker", "--port", "0");
        var port = Port(process.StandardOutput.ReadLine()!);
        using (var client = new TcpClient("127.0.0.1", port))
        {
            client.GetStream().Write(Connect);
            Assert.Equal(0x20, client.GetStream().ReadByte());
            client.GetStream().Write(Disconnect);
            Assert.Contains("connected     'one' from 127.0.0.1:", process.StandardOutput.ReadLine());
            Assert.Contains("disconnected  'one' from 127.0.0.1:", process.StandardOutput.ReadLine());
        }

        WorkbookCommand.PressCtrlC(process);
        Assert.Contains("stopped; 0 connections were open", process.StandardOutput.ReadToEnd());
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
    }

    [Fact]
    public void A_port_in_use_gets_one_sentence()
    {
        using var taken = new TcpListener(System.Net.IPAddress.Loopback, 0);
        taken.Start();
        var port = ((System.Net.IPEndPoint)taken.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);
        var (code, output, error) = _workbook.Run("broker", "--port", port);
        Assert.Equal((1, ""), (code, output));
        Assert.StartsWith($"Port {port} of 127.0.0.1 is in use: ", error);
        Assert.Single(error.TrimEnd('\n').Split('\n'));
    }

    [Fact]
    public void It_says_what_it_speaks() =>
        Assert.Contains("MQTT 3.1.1 and 5.0", _workbook.Run("broker", "--version").Output);

    private static int Port(string line) =>
        int.Parse(ListeningPort().Match(line).Groups[1].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"listening on mqtt://127\.0\.0\.1:(\d+)")]
    private static partial Regex ListeningPort();
}
