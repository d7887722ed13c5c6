namespace Workbook.Explore;

/// <summary>One run of the <see cref="Explorer"/>.</summary>
internal sealed class Exploration : IDisposable
{
    public const int PropertyMaximum = 32;

    private const int PartitionBits = 4;
    private const int PartitionCount = 1 << PartitionBits;
    private const uint NoParent = uint.MaxValue;

    /// <summary>How many states of a partition are worked off between two exchanges; bounds the buffers.</summary>
    private const int SliceSize = 4096;

    /// <summary>Below this many states in a slice waking other threads costs more than they bring.</summary>
    private const int SmallSlice = 64;

    /// <summary>What judging an "eventually" takes for each state: a flag, and a place on a stack that
    /// doubles.</summary>
    private const int BytesOfWay = sizeof(bool) + 2 * sizeof(uint);

    private readonly IModel model;
    private readonly ExplorerOptions options;
    private readonly IProgress<ExplorationProgress>? progress;
    private readonly CancellationToken cancellation;
    private readonly ModelProperty[] properties;
    private readonly bool hasEventually;
    private readonly WorkerTeam team;
    private readonly (ISystem System, Orbit Orbit, SymmetryCheck? Check)[] workers;
    private readonly MemoryBudget budget;
    private readonly StateStore[] stores = new StateStore[PartitionCount];
    private readonly Successors[] buffers = new Successors[PartitionCount * PartitionCount];
    private readonly ReverseMoves[] reverse = new ReverseMoves[PartitionCount];
    private readonly PagedList<uint>[] verdicts = new PagedList<uint>[PartitionCount];
    private readonly int[] sliceStart = new int[PartitionCount];
    private readonly int[] sliceEnd = new int[PartitionCount];
    private readonly long[] moveCounts = new long[PartitionCount];
    private readonly long[] represented = new long[PartitionCount];

    /// <summary>For each partition and property the first state of the level that decides it; negative: none.</summary>
    private readonly int[,] decided = new int[PartitionCount, PropertyMaximum];
    private readonly uint?[] deciders;
    private int depthCompleted = -1;

    public Exploration(
        IModel model,
        ExplorerOptions options,
        IProgress<ExplorationProgress>? progress,
        CancellationToken cancellation)
    {
        (this.model, this.options, this.progress, this.cancellation) = (model, options, progress, cancellation);
        budget = new MemoryBudget(options.MemoryMaximum);
        properties = [.. model.Properties];
        deciders = new uint?[properties.Length];
        hasEventually = properties.Any(property => property.Kind == PropertyKind.Eventually);
        for (int number = 0; number < PartitionCount; number++)
        {
            stores[number] = new StateStore(budget);
            verdicts[number] = new PagedList<uint>(budget);
            reverse[number] = new ReverseMoves(budget);
            for (int property = 0; property < PropertyMaximum; property++)
                decided[number, property] = -1;
        }

        for (int number = 0; number < buffers.Length; number++)
            buffers[number] = new Successors(budget);
        workers = new (ISystem, Orbit, SymmetryCheck?)[options.WorkerCount];
        for (int number = 0; number < workers.Length; number++)
        {
            ISystem system = model.Begin();
            var orbit = new Orbit(system);
            workers[number] = (system, orbit, orbit.ExchangeCount == 1 ? null : new SymmetryCheck(model, orbit));
        }

        if (workers[0].System.MoveCount is < 1 or > byte.MaxValue)
        {
            throw new ArgumentException(
                $"Expected 1 to {byte.MaxValue} moves, but a system of {model.Name} has " +
                $"{workers[0].System.MoveCount}.");
        }

        team = new WorkerTeam(options.WorkerCount);
    }

    public void Dispose() => team.Dispose();

    public ExplorationResult Run()
    {
        StopReason reason = SearchWithinBounds();
        bool isExhaustive = reason == StopReason.Finished;
        return new ExplorationResult(model)
        {
            StopReason = reason,
            StateCount = stores.Sum(store => (long)store.Count),
            RepresentedCount = represented.Sum(),
            MoveCount = moveCounts.Sum(),
            DepthCompleted = depthCompleted,
            MemoryBytes = budget.TakenBytes,
            SnapshotBytes = stores.Sum(store => store.SnapshotBytes),
            Findings = [.. properties.Select((property, number) => Judge(property, deciders[number], isExhaustive))],
        };
    }

    private StopReason SearchWithinBounds()
    {
        try
        {
            AddFirst();
            StopReason reason = Search();
            if (reason == StopReason.Finished)
                JudgeEventually();
            return reason;
        }
        catch (MemoryBoundException)
        {
            return StopReason.MemoryBound;
        }
    }

    private void JudgeEventually()
    {
        for (int number = 0; number < properties.Length; number++)
        {
            if (properties[number].Kind == PropertyKind.Eventually)
                deciders[number] = FindWithoutWay(number);
        }
    }

    private void AddFirst()
    {
        (_, Orbit orbit, SymmetryCheck? check) = workers[0];
        check?.ExpectFixedFirst();
        orbit.Write();
        ulong hash = StateHash.Of(orbit.Least);
        ulong owner = hash & (PartitionCount - 1);
        stores[owner].FindOrAdd((uint)(hash >> 32), orbit.Least, NoParent, 0);
        represented[owner] = 1;
    }

    private StopReason Search()
    {
        int[] levelEnd = new int[PartitionCount];
        for (int depth = 0; ; depth++)
        {
            for (int number = 0; number < PartitionCount; number++)
                levelEnd[number] = stores[number].Count;
            if (levelEnd.SequenceEqual(sliceEnd))
                return StopReason.Finished;
            while (!levelEnd.SequenceEqual(sliceEnd))
            {
                if (cancellation.IsCancellationRequested)
                    return StopReason.Cancelled;
                WorkOffSlice(levelEnd);
                progress?.Report(new ExplorationProgress(
                    stores.Sum(store => (long)store.Count), moveCounts.Sum(), depth, budget.TakenBytes));
            }

            depthCompleted = depth;
            if (NoteDecided() && options.StopsAtViolation)
                return StopReason.Refuted;
        }
    }

    private void WorkOffSlice(int[] levelEnd)
    {
        int total = 0;
        for (int number = 0; number < PartitionCount; number++)
        {
            sliceStart[number] = sliceEnd[number];
            sliceEnd[number] = Math.Min(levelEnd[number], sliceStart[number] + SliceSize);
            total += sliceEnd[number] - sliceStart[number];
        }

        team.Run(PartitionCount, total < SmallSlice, Expand);
        team.Run(PartitionCount, total < SmallSlice, TakeIn);
    }

    private void Expand(int worker, int partition)
    {
        (ISystem system, Orbit orbit, SymmetryCheck? check) = workers[worker];
        StateStore store = stores[partition];
        int moveCount = system.MoveCount;
        long made = 0;
        for (int index = sliceStart[partition]; index < sliceEnd[partition]; index++)
        {
            ReadOnlySpan<byte> bytes = store[index];
            uint state = (uint)index << PartitionBits | (uint)partition;
            system.RestoreSnapshot(bytes);
            uint verdict = JudgeState(system, partition, index);
            check?.Check(verdict, SymmetryCheck.IsSample(index));
            bool isFresh = true;
            for (int move = 0; move < moveCount; move++)
            {
                if (!isFresh)
                    system.RestoreSnapshot(bytes);
                isFresh = !system.TryMove(move);
                if (isFresh)
                    continue;
                made++;
                orbit.Write();
                Send(partition, state, move, system.IsFault(move), orbit);
            }
        }

        moveCounts[partition] += made;
    }

    private void Send(int partition, uint parent, int move, bool isFault, Orbit orbit)
    {
        ReadOnlySpan<byte> bytes = orbit.Least;
        if (bytes.Length > ushort.MaxValue - sizeof(ushort))
        {
            throw new InvalidOperationException(
                $"Expected a snapshot of at most {ushort.MaxValue - sizeof(ushort)} bytes, but a state of " +
                $"{model.Name} takes {bytes.Length}.");
        }

        ulong hash = StateHash.Of(bytes);
        int owner = (int)hash & (PartitionCount - 1);
        var header = new Successors.Header
        {
            Tag = (uint)(hash >> 32),
            Parent = parent,
            Length = (ushort)bytes.Length,
            Move = (byte)move,
        };
        header.Describe(orbit.Size, isFault);
        buffers[partition * PartitionCount + owner].Add(header, bytes);
    }

    private void TakeIn(int worker, int partition)
    {
        StateStore store = stores[partition];
        for (int source = 0; source < PartitionCount; source++)
        {
            Successors buffer = buffers[source * PartitionCount + partition];
            int position = 0;
            while (buffer.TryRead(ref position, out Successors.Header header, out ReadOnlySpan<byte> bytes))
            {
                int known = store.Count;
                int index = store.FindOrAdd(header.Tag, bytes, header.Parent, header.Move);
                if (index == known)
                    represented[partition] += header.OrbitSize;
                if (hasEventually && !header.IsFault)
                    reverse[partition].Add(index, header.Parent);
            }

            buffer.Clear();
        }
    }

    /// <summary>Notes what the state decides, and says which conditions hold in it, one bit each.</summary>
    private uint JudgeState(ISystem system, int partition, int index)
    {
        uint bits = 0;
        for (int number = 0; number < properties.Length; number++)
        {
            bool holds = properties[number].Condition(system);
            bits |= holds ? 1u << number : 0;
            bool decides = properties[number].Kind switch
            {
                PropertyKind.Always => !holds,
                PropertyKind.Sometimes => holds,
                _ => false,
            };
            if (decides && deciders[number] is null && decided[partition, number] < 0)
                decided[partition, number] = index;
        }

        if (hasEventually)
            verdicts[partition].Add(bits);
        return bits;
    }

    /// <summary>Takes over what this level decided, and says whether that refutes an "always".</summary>
    private bool NoteDecided()
    {
        bool refutes = false;
        for (int number = 0; number < properties.Length; number++)
        {
            for (int partition = 0; partition < PartitionCount && deciders[number] is null; partition++)
            {
                if (decided[partition, number] < 0)
                    continue;
                deciders[number] = (uint)decided[partition, number] << PartitionBits | (uint)partition;
                refutes |= properties[number].Kind == PropertyKind.Always;
            }
        }

        return refutes;
    }

    /// <summary>Finds a state, with the fewest moves to it, from which the condition cannot be met without the
    /// adversary; null when there is none.</summary>
    private uint? FindWithoutWay(int property)
    {
        long needed = stores.Sum(store => (long)store.Count) * BytesOfWay;
        budget.Take(needed);
        var hasWay = new bool[PartitionCount][];
        var waiting = new Stack<uint>();
        for (int partition = 0; partition < PartitionCount; partition++)
        {
            hasWay[partition] = new bool[stores[partition].Count];
            reverse[partition].Seal(stores[partition].Count);
            for (int index = 0; index < stores[partition].Count; index++)
            {
                if ((verdicts[partition][index] >> property & 1) == 0)
                    continue;
                hasWay[partition][index] = true;
                waiting.Push((uint)index << PartitionBits | (uint)partition);
            }
        }

        while (waiting.TryPop(out uint state))
        {
            foreach (uint before in reverse[state & (PartitionCount - 1)].Of((int)(state >> PartitionBits)))
            {
                ref bool known = ref hasWay[before & (PartitionCount - 1)][before >> PartitionBits];
                if (known)
                    continue;
                known = true;
                waiting.Push(before);
            }
        }

        uint? nearest = null;
        int fewest = int.MaxValue;
        for (int partition = 0; partition < PartitionCount; partition++)
        {
            int index = Array.IndexOf(hasWay[partition], false);
            if (index < 0)
                continue;
            uint state = (uint)index << PartitionBits | (uint)partition;
            int depth = DepthOf(state);
            if (depth < fewest)
                (nearest, fewest) = (state, depth);
        }

        budget.Release(needed);
        return nearest;
    }

    private Finding Judge(ModelProperty property, uint? decider, bool isExhaustive)
    {
        ExploredPath? path = decider is { } state ? PathTo(state) : null;
        Verdict verdict = property.Kind switch
        {
            PropertyKind.Sometimes when path is not null => Verdict.Holds,
            PropertyKind.Sometimes => isExhaustive ? Verdict.Refuted : Verdict.Open,
            _ when path is not null => Verdict.Refuted,
            _ => isExhaustive ? Verdict.Holds : Verdict.Open,
        };
        return new Finding(property, verdict, path);
    }

    private int DepthOf(uint state)
    {
        int depth = 0;
        for (uint before = ParentOf(state); before != NoParent; before = ParentOf(before))
            depth++;
        return depth;
    }

    private ExploredPath PathTo(uint state)
    {
        var moves = new List<int>();
        var snapshots = new List<byte[]> { BytesOf(state) };
        for (uint before = ParentOf(state); before != NoParent; before = ParentOf(state))
        {
            moves.Add(stores[state & (PartitionCount - 1)].MoveTo((int)(state >> PartitionBits)));
            snapshots.Add(BytesOf(before));
            state = before;
        }

        moves.Reverse();
        snapshots.Reverse();
        if (workers[0].Check is not null)
            (moves, snapshots) = RealRun.Through(model, snapshots);
        return ExploredPath.Of(model, moves, snapshots);
    }

    private uint ParentOf(uint state) => stores[state & (PartitionCount - 1)].ParentOf((int)(state >> PartitionBits));

    private byte[] BytesOf(uint state) => stores[state & (PartitionCount - 1)][(int)(state >> PartitionBits)].ToArray();
}
