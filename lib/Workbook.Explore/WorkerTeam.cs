using System.Runtime.ExceptionServices;

namespace Workbook.Explore;

/// <summary>Threads that go through numbered pieces of work together; the caller is one of them.</summary>
internal sealed class WorkerTeam : IDisposable
{
    private readonly Thread[] threads;
    private readonly SemaphoreSlim start = new(0);
    private readonly CountdownEvent ended = new(1);
    private Action<int, int> work = (_, _) => { };
    private int pieceCount;
    private int nextPiece;
    private volatile bool isOver;
    private ExceptionDispatchInfo? failure;

    public WorkerTeam(int workerCount)
    {
        threads = new Thread[workerCount - 1];
        for (int number = 1; number < workerCount; number++)
        {
            int worker = number;
            threads[number - 1] = new Thread(() => Serve(worker)) { IsBackground = true, Name = $"explorer {number}" };
            threads[number - 1].Start();
        }
    }

    /// <summary>Does every piece once; gives worker and piece to the work. An exception of any piece is thrown
    /// here.</summary>
    public void Run(int count, bool isSmall, Action<int, int> action)
    {
        (work, pieceCount, nextPiece) = (action, count, 0);
        if (isSmall || threads.Length == 0)
        {
            DoPieces(0);
        }
        else
        {
            ended.Reset(threads.Length);
            start.Release(threads.Length);
            DoPieces(0);
            ended.Wait();
        }

        ExceptionDispatchInfo? caught = failure;
        failure = null;
        caught?.Throw();
    }

    public void Dispose()
    {
        isOver = true;
        if (threads.Length > 0)
            start.Release(threads.Length);
        foreach (Thread thread in threads)
            thread.Join();
        start.Dispose();
        ended.Dispose();
    }

    private void Serve(int worker)
    {
        while (true)
        {
            start.Wait();
            if (isOver)
                return;
            DoPieces(worker);
            ended.Signal();
        }
    }

    private void DoPieces(int worker)
    {
        try
        {
            for (int piece = Interlocked.Increment(ref nextPiece) - 1; piece < pieceCount;
                 piece = Interlocked.Increment(ref nextPiece) - 1)
                work(worker, piece);
        }
        catch (Exception error)
        {
            Interlocked.CompareExchange(ref failure, ExceptionDispatchInfo.Capture(error), null);
        }
    }
}
