using System.Diagnostics;
using System.Text;
using System.Threading.Channels;

namespace Interop.Tests;

/// <summary>A peer's process and the lines that it prints; it is gone at the end of the test.</summary>
internal sealed class PeerProcess : IAsyncDisposable
{
    private readonly Process process;
    private readonly Channel<string> lines = Channel.CreateUnbounded<string>();
    private readonly StringBuilder errors = new();
    private readonly Task reading;

    internal PeerProcess(string program, params IEnumerable<string> arguments)
    {
        process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        process.ErrorDataReceived += (_, data) => errors.AppendLine(data.Data);
        process.BeginErrorReadLine();
        reading = ReadAsync();
    }

    /// <summary>Starts the Paho peer of this folder.</summary>
    internal static PeerProcess Paho(
        string role, int port, string version, string identifier, string topic, params IEnumerable<string> more)
    {
        string script = Path.Combine(AppContext.BaseDirectory, "Peers", "paho_peer.py");
        string[] who = [script, role, "--port", $"{port}", "--version", version, "--id", identifier];
        return new PeerProcess(Peers.RequirePaho(), [.. who, "--topic", topic, .. more]);
    }

    /// <summary>Gives the next line that the peer prints.</summary>
    internal async Task<string> LineAsync()
    {
        try
        {
            return await lines.Reader.ReadAsync(Peers.Cancel).AsTask().WaitAsync(Peers.Patience, Peers.Cancel);
        }
        catch (ChannelClosedException)
        {
            throw new InvalidOperationException($"The peer ended without another line. {errors}");
        }
    }

    /// <summary>Waits for a line that begins so, leaving out those before it.</summary>
    internal async Task<string> LineAsync(string start)
    {
        while (true)
        {
            string line = await LineAsync();
            if (line.StartsWith(start, StringComparison.Ordinal))
                return line;
        }
    }

    internal async Task<string[]> LinesAsync(string start, int count)
    {
        var found = new List<string>();
        while (found.Count < count)
            found.Add(await LineAsync(start));
        return [.. found];
    }

    /// <summary>Waits for the end and asserts that the peer is content.</summary>
    internal async Task SucceedAsync()
    {
        await process.WaitForExitAsync(Peers.Cancel).WaitAsync(Peers.Patience, Peers.Cancel);
        Assert.True(process.ExitCode == 0, $"The peer ended with {process.ExitCode}. {errors}");
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
            process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync(CancellationToken.None);
        await reading;
        process.Dispose();
    }

    private async Task ReadAsync()
    {
        while (await process.StandardOutput.ReadLineAsync() is { } line)
            lines.Writer.TryWrite(line);
        lines.Writer.Complete();
    }
}
