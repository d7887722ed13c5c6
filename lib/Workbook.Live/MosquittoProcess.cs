using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Workbook.Live;

/// <summary>A mosquitto broker of our own: a child process with a config, a log and a free loopback port of its
/// own.</summary>
/// <remarks>
/// On Linux and macOS a small shell watchdog holds the other end of a pipe from this process: when the pipe closes,
/// because the broker is disposed of or because this process dies in any way, it stops mosquitto and removes the
/// folder. Elsewhere mosquitto is killed when this process exits in an orderly way.
/// </remarks>
internal sealed class MosquittoProcess : IAsyncDisposable
{
    private const int StartAttemptsMaximum = 3;
    private static readonly TimeSpan StartMaximum = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan StopMaximum = TimeSpan.FromSeconds(3);

    private const string Watchdog = """
        exec 3<&0
        (read -r line <&3; kill -TERM $$ 2>/dev/null; rm -rf "$1") >/dev/null 2>&1 &
        exec "$0" -c "$1/mosquitto.conf" 3<&- </dev/null >"$1/mosquitto.log" 2>&1
        """;

    private readonly Process process;
    private readonly DirectoryInfo folder;

    private MosquittoProcess(Process process, DirectoryInfo folder, int port, string version)
    {
        (this.process, this.folder, Port, Version) = (process, folder, port, version);
        if (OperatingSystem.IsWindows())
            AppDomain.CurrentDomain.ProcessExit += OnProcessExit;
    }

    internal int Port { get; }

    internal string Version { get; }

    internal int ProcessId => process.Id;

    internal string Folder => folder.FullName;

    internal static async Task<MosquittoProcess> StartAsync(CancellationToken cancellation)
    {
        string program = Find() ?? throw new BrokerTargetException(
            "mosquitto is not installed here: install it with 'apt-get install mosquitto' (Debian, Ubuntu) or " +
            "'brew install mosquitto' (macOS), or use the embedded broker.");
        string version = await AskVersionAsync(program, cancellation).ConfigureAwait(false);
        string complaint = "";
        for (int attempt = 0; attempt < StartAttemptsMaximum; attempt++)
        {
            MosquittoProcess broker = Launch(program, version);
            try
            {
                if (await broker.AcceptsAsync(cancellation).ConfigureAwait(false))
                    return broker;
                complaint = broker.LastLogLine();
            }
            catch
            {
                await broker.DisposeAsync().ConfigureAwait(false);
                throw;
            }

            await broker.DisposeAsync().ConfigureAwait(false);
        }

        throw new BrokerTargetException($"mosquitto {version} ({program}) does not start: {complaint}");
    }

    public async ValueTask DisposeAsync()
    {
        if (OperatingSystem.IsWindows())
        {
            AppDomain.CurrentDomain.ProcessExit -= OnProcessExit;
            process.Kill(entireProcessTree: true);
        }

        process.StandardInput.Close();
        using var patience = new CancellationTokenSource(StopMaximum);
        try
        {
            await process.WaitForExitAsync(patience.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None).ConfigureAwait(false);
        }

        process.Dispose();
        RemoveFolder();
    }

    private static string? Find()
    {
        string name = OperatingSystem.IsWindows() ? "mosquitto.exe" : "mosquitto";
        string[] usual = ["/usr/sbin", "/usr/local/sbin", "/opt/homebrew/sbin", @"C:\Program Files\mosquitto"];
        string path = Environment.GetEnvironmentVariable("PATH") ?? "";
        return path.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Concat(usual)
            .Select(place => Path.Combine(place, name))
            .FirstOrDefault(File.Exists);
    }

    private static async Task<string> AskVersionAsync(string program, CancellationToken cancellation)
    {
        var start = new ProcessStartInfo(program, ["-h"]) { RedirectStandardOutput = true };
        using Process help = Process.Start(start)
            ?? throw new BrokerTargetException($"{program} cannot be started.");
        string text = await help.StandardOutput.ReadToEndAsync(cancellation).ConfigureAwait(false);
        await help.WaitForExitAsync(cancellation).ConfigureAwait(false);
        const string lead = "mosquitto version ";
        int at = text.IndexOf(lead, StringComparison.Ordinal);
        return at < 0 ? "of unknown version" : text[(at + lead.Length)..].Split('\n', 2)[0].Trim();
    }

    private static MosquittoProcess Launch(string program, string version)
    {
        int port = FreePort();
        DirectoryInfo folder = Directory.CreateTempSubdirectory("workbook-mosquitto-");
        string config = $"listener {port} 127.0.0.1\nallow_anonymous true\npersistence false\nset_tcp_nodelay true\nlog_dest stderr\n";
        File.WriteAllText(Path.Combine(folder.FullName, "mosquitto.conf"), config);
        ProcessStartInfo start = OperatingSystem.IsWindows()
            ? new ProcessStartInfo(program, ["-c", Path.Combine(folder.FullName, "mosquitto.conf")])
            : new ProcessStartInfo("/bin/sh", ["-c", Watchdog, program, folder.FullName]);
        start.RedirectStandardInput = true;
        Process process = Process.Start(start)
            ?? throw new BrokerTargetException($"{start.FileName} cannot be started.");
        return new MosquittoProcess(process, folder, port, version);
    }

    /// <summary>Finds a port that is free now; another process may take it before mosquitto does, hence the
    /// attempts.</summary>
    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    private async Task<bool> AcceptsAsync(CancellationToken cancellation)
    {
        var waited = Stopwatch.StartNew();
        while (!process.HasExited && waited.Elapsed < StartMaximum)
        {
            try
            {
                using var probe = new TcpClient();
                await probe.ConnectAsync(IPAddress.Loopback, Port, cancellation).ConfigureAwait(false);
                return !process.HasExited;
            }
            catch (SocketException)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(20), cancellation).ConfigureAwait(false);
            }
        }

        return false;
    }

    private string LastLogLine()
    {
        string log = Path.Combine(folder.FullName, "mosquitto.log");
        string? last = File.Exists(log) ? File.ReadLines(log).LastOrDefault() : null;
        return last ?? string.Create(CultureInfo.InvariantCulture,
            $"it did not accept connections on port {Port} within {StartMaximum.TotalSeconds:F0} s.");
    }

    private void RemoveFolder()
    {
        try
        {
            folder.Delete(recursive: true);
        }
        catch (DirectoryNotFoundException)
        {
            // The watchdog was faster.
        }
    }

    private void OnProcessExit(object? sender, EventArgs arguments) =>
        process.Kill(entireProcessTree: true);
}
