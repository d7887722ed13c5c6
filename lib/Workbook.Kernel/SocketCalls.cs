using System.Globalization;
using System.Runtime.InteropServices;

namespace Workbook.Kernel;

/// <summary>
/// Ends what a thread waits for in a call of the operating system on a socket (accept, connect, receive, send), which
/// neither an interrupt nor an abort reaches: the socket is shut down, so the call returns. Linux tells which socket a
/// thread waits for; on other systems such a thread is left behind.
/// </summary>
internal static partial class SocketCalls
{
    private const int BothDirections = 2;

    // The numbers of the calls whose first argument is the socket: read, write, connect, accept, sendto, recvfrom,
    // sendmsg, recvmsg, accept4.
    private static readonly HashSet<int> Calls = RuntimeInformation.ProcessArchitecture switch
    {
        Architecture.X64 => [0, 1, 42, 43, 44, 45, 46, 47, 288],
        Architecture.Arm64 => [63, 64, 202, 203, 206, 207, 211, 212, 242],
        _ => [],
    };

    /// <summary>Returns the operating system's number of the calling thread, or null where it does not tell.</summary>
    public static string? CurrentThread()
    {
        if (!OperatingSystem.IsLinux()) return null;
        return Path.GetFileName(new FileInfo("/proc/thread-self").LinkTarget);
    }

    /// <summary>Shuts down the socket that the thread waits for, if it waits for one.</summary>
    public static void End(string? thread)
    {
        if (thread is null || SocketOf(thread) is not { } socket) return;
        // The thread may have gone on meanwhile; then what it uses next is left alone.
        if (SocketOf(thread) == socket) _ = Shutdown(socket, BothDirections);
    }

    private static int? SocketOf(string thread)
    {
        try
        {
            var call = File.ReadAllText($"/proc/self/task/{thread}/syscall").Split(' ');
            return call.Length > 1
                && int.TryParse(call[0], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                && Calls.Contains(number)
                    ? (int)Convert.ToInt64(call[1], 16)
                    : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    // Of what is no socket it says so and does nothing.
    [LibraryImport("libc", EntryPoint = "shutdown")]
    private static partial int Shutdown(int socket, int how);
}
