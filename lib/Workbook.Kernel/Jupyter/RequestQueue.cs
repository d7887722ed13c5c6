using System.Diagnostics.CodeAnalysis;

namespace Workbook.Kernel.Jupyter;

/// <summary>Messages on their way from the threads that read them to the one that answers them, in order.</summary>
internal sealed class RequestQueue(int waitingMaximum)
{
    private readonly object _gate = new();
    private readonly Queue<JupyterMessage> _waiting = new();
    private readonly int _waitingMaximum = waitingMaximum;
    private bool _isClosed;

    /// <summary>The number of messages that wait.</summary>
    public int Count
    {
        get
        {
            lock (_gate) return _waiting.Count;
        }
    }

    /// <summary>Adds a message; waits while the queue is full, which makes the sender wait too.</summary>
    public void Add(JupyterMessage message)
    {
        lock (_gate)
        {
            while (_waiting.Count >= _waitingMaximum && !_isClosed) Monitor.Wait(_gate);
            if (_isClosed) return;
            _waiting.Enqueue(message);
            Monitor.PulseAll(_gate);
        }
    }

    /// <summary>Waits for the next message; null once the queue is closed.</summary>
    public JupyterMessage? Take(CancellationToken stop = default)
    {
        using var wake = stop.Register(PulseAll);
        lock (_gate)
        {
            while (_waiting.Count == 0 && !_isClosed)
            {
                stop.ThrowIfCancellationRequested();
                Monitor.Wait(_gate);
            }

            return _isClosed ? null : Dequeue();
        }
    }

    /// <summary>Takes the next message if one waits.</summary>
    public bool TryTake([NotNullWhen(true)] out JupyterMessage? message)
    {
        lock (_gate)
        {
            message = _waiting.Count > 0 ? Dequeue() : null;
            return message is not null;
        }
    }

    /// <summary>Wakes whoever waits; nothing is added or taken any more.</summary>
    public void Close()
    {
        lock (_gate)
        {
            _isClosed = true;
            _waiting.Clear();
            Monitor.PulseAll(_gate);
        }
    }

    private JupyterMessage Dequeue()
    {
        if (_waiting.Count == _waitingMaximum) Monitor.PulseAll(_gate);
        return _waiting.Dequeue();
    }

    private void PulseAll()
    {
        lock (_gate) Monitor.PulseAll(_gate);
    }
}
