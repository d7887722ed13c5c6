using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using Microsoft.Win32.SafeHandles;

namespace Workbook.Kernel.Jupyter;

/// <summary>Notices that the front end's process, which started the kernel, is gone without a shutdown.</summary>
internal static class ParentWatch
{
    /// <summary>Names the parent: its process id, or on Windows a handle of it that the kernel inherits.</summary>
    public const string Variable = "JPY_PARENT_PID";

    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(1);

    /// <summary>Calls back when the parent ends; does nothing when no parent is named.</summary>
    public static void Start(Action onGone)
    {
        var text = Environment.GetEnvironmentVariable(Variable);
        if (!int.TryParse(text, CultureInfo.InvariantCulture, out var parent) || parent <= 1) return;
        new Thread(() =>
        {
            if (OperatingSystem.IsWindows()) WaitForHandle(parent);
            else WaitForProcess(parent);
            onGone();
        }) { IsBackground = true, Name = "parent watch" }.UnsafeStart();
    }

    private static void WaitForHandle(int handle)
    {
        using var parent = new ManualResetEvent(false);
        parent.SafeWaitHandle = new SafeWaitHandle(handle, ownsHandle: false);
        parent.WaitOne();
    }

    private static void WaitForProcess(int id)
    {
        try
        {
            using var parent = Process.GetProcessById(id);
            while (!parent.HasExited && !IsZombie(id)) Thread.Sleep(Poll);
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException or Win32Exception)
        {
            // It was gone before it could be looked at.
        }
    }

    // In a container without an init process an orphan that ends is never reaped: it has ended all the same.
    private static bool IsZombie(int id)
    {
        try
        {
            return OperatingSystem.IsLinux()
                && File.ReadAllText($"/proc/{id}/stat").Contains(") Z ", StringComparison.Ordinal);
        }
        catch (IOException)
        {
            return true;
        }
    }
}
