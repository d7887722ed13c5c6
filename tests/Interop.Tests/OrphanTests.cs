using System.Diagnostics;
using System.Globalization;
using Workbook.Live;
using static Interop.Tests.Peers;

namespace Interop.Tests;

/// <summary>Tests that count what is left on the machine run alone.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class AloneCollection
{
    internal const string Name = "Alone";
}

/// <summary>The mosquitto that we start ends with us: when we are cancelled, and even when our process is killed
/// outright.</summary>
/// <remarks>The process to be killed is this test program itself, started again to run <see cref="Victim"/>
/// only.</remarks>
[Collection(AloneCollection.Name)]
public sealed class OrphanTests
{
    private const string PidFile = "WORKBOOK_VICTIM_PID_FILE";

    [Fact]
    public async Task A_killed_process_leaves_no_broker_behind()
    {
        RequireMosquitto();
        Assert.SkipWhen(OperatingSystem.IsWindows(), "On Windows only an orderly exit stops the broker.");
        string file = Path.GetTempFileName();
        try
        {
            using Process victim = StartVictim(file);
            int broker;
            while (!int.TryParse(await File.ReadAllTextAsync(file, Cancel), CultureInfo.InvariantCulture, out broker))
                await Task.Delay(50, Cancel);
            victim.Kill();
            await victim.WaitForExitAsync(Cancel);
            await GoneAsync(broker).WaitAsync(Patience, Cancel);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public async Task A_cancelled_start_leaves_nothing_behind()
    {
        RequireMosquitto();
        int before = Running();
        using var cancelled = new CancellationTokenSource(TimeSpan.FromMilliseconds(30));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            while (true)
            {
                await using RunningBroker broker = await BrokerTarget.Mosquitto.StartAsync(cancelled.Token);
            }
        });
        Assert.Equal(before, Running());
    }

    /// <summary>Starts a broker, writes its process number down and waits to be killed.</summary>
    [Fact(Explicit = true)]
    public async Task Victim()
    {
        string file = Environment.GetEnvironmentVariable(PidFile)!;
        await using RunningBroker broker = await BrokerTarget.Mosquitto.StartAsync(Cancel);
        await File.WriteAllTextAsync(file, $"{broker.ProcessId}", Cancel);
        await Task.Delay(Patience, Cancel);
    }

    private static Process StartVictim(string file)
    {
        string program = Path.Combine(AppContext.BaseDirectory, "Interop.Tests.dll");
        string method = $"{typeof(OrphanTests).FullName}.{nameof(Victim)}";
        string[] arguments = [program, "-explicit", "only", "-method", method];
        var start = new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true };
        start.Environment[PidFile] = file;
        return Process.Start(start)!;
    }

    /// <summary>Waits until the process has ended; one that nobody has collected yet (a zombie) has.</summary>
    private static async Task GoneAsync(int process)
    {
        while (true)
        {
            try
            {
                using var found = Process.GetProcessById(process);
                string file = $"/proc/{process}/stat";
                string status = File.Exists(file) ? await File.ReadAllTextAsync(file, Cancel) : "";
                if (found.HasExited || status.Contains(") Z ", StringComparison.Ordinal))
                    return;
            }
            catch (Exception error) when (error is ArgumentException or IOException or InvalidOperationException)
            {
                return;
            }

            await Task.Delay(50, Cancel);
        }
    }

    /// <summary>Counts the folders of brokers, which vanish with them.</summary>
    private static int Running() => Directory.GetDirectories(Path.GetTempPath(), "workbook-mosquitto-*").Length;
}
