using System.Runtime.InteropServices;
using Spectre.Console;

namespace Workbook.Cli;

/// <summary>Ctrl+C and a polite kill: the first asks the work to stop, the second ends the process at once.</summary>
internal sealed class CtrlC : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly PosixSignalRegistration[] _registrations;
    private int _count;

    public CtrlC() => _registrations =
    [
        PosixSignalRegistration.Create(PosixSignal.SIGINT, Handle),
        PosixSignalRegistration.Create(PosixSignal.SIGTERM, Handle),
    ];

    /// <summary>Cancelled by the first Ctrl+C.</summary>
    public CancellationToken Token => _stop.Token;

    public void Dispose()
    {
        foreach (var registration in _registrations) registration.Dispose();
        _stop.Dispose();
    }

    private void Handle(PosixSignalContext context)
    {
        context.Cancel = true;
        if (Interlocked.Increment(ref _count) > 1)
        {
            if (!Console.IsOutputRedirected) AnsiConsole.Cursor.Show();
            Environment.Exit(ExitCode.Interrupted);
        }

        _ = _stop.CancelAsync();
    }
}
