namespace Workbook.Live;

/// <summary>What a frozen connection waits at: open by default, closed by a freeze, opened by a thaw or a
/// cut.</summary>
internal sealed class FaultGate
{
    private readonly Lock gate = new();
    private TaskCompletionSource? opening;

    internal bool IsOpen
    {
        get
        {
            lock (gate)
                return opening is null;
        }
    }

    /// <summary>Closes the gate; false when it was closed already.</summary>
    internal bool Close()
    {
        lock (gate)
        {
            if (opening is not null)
                return false;
            opening = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return true;
        }
    }

    /// <summary>Opens the gate; false when it was open already.</summary>
    internal bool Open()
    {
        lock (gate)
        {
            if (opening is null)
                return false;
            opening.SetResult();
            opening = null;
            return true;
        }
    }

    internal Task WaitAsync(CancellationToken cancellation)
    {
        lock (gate)
            return opening is null ? Task.CompletedTask : opening.Task.WaitAsync(cancellation);
    }
}
