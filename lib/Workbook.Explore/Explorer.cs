namespace Workbook.Explore;

/// <summary>Visits every state of a model, breadth first, and judges its properties.</summary>
/// <remarks>
/// Theory of operation. States are snapshot bytes. They are divided among a fixed number of partitions by their hash,
/// and each level of the search is done in two phases without locks: first each partition makes all moves from its
/// states of this level and puts what it finds into a buffer for the partition that owns it; then each partition takes
/// in its buffers in a fixed order and drops what it knows. So the result, and each path, is the same for any number of
/// threads. Level by level means that the first state that refutes a property is one with the fewest moves.
/// "Eventually" is judged at the end: going backwards over the moves that are not the adversary's, from the states that
/// meet the condition, all states must be reached. Of a <see cref="ISymmetricSystem"/> one state of each orbit is kept,
/// the one whose bytes come first; each path is then rebuilt as a run of one system.
/// </remarks>
public static class Explorer
{
    /// <summary>Explores a model.</summary>
    /// <param name="model">The model.</param>
    /// <param name="options">How many threads, and where to stop; null: the defaults.</param>
    /// <param name="progress">Who hears how far it has come, on the thread of the caller.</param>
    /// <param name="cancellation">Ends it early; the result says what was covered.</param>
    /// <returns>What was covered and what was found; a refutation is no exception.</returns>
    /// <exception cref="NondeterminismException">A path that was found cannot be replayed.</exception>
    public static ExplorationResult Explore(
        IModel model,
        ExplorerOptions? options = null,
        IProgress<ExplorationProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        options ??= new ExplorerOptions();
        if (options.WorkerCount is < 1 or > 64)
            throw new ArgumentException($"Expected 1 to 64 workers, but got {options.WorkerCount}.", nameof(options));
        if (options.MemoryMaximum < ExplorerOptions.MemoryMinimum)
        {
            throw new ArgumentException(
                $"Expected a memory bound of at least {ExplorerOptions.MemoryMinimum} bytes, but got " +
                $"{options.MemoryMaximum}; the empty tables take more.", nameof(options));
        }

        if (model.Properties.Count > Exploration.PropertyMaximum)
        {
            throw new ArgumentException(
                $"Expected at most {Exploration.PropertyMaximum} properties, but {model.Name} has " +
                $"{model.Properties.Count}.", nameof(model));
        }

        using var exploration = new Exploration(model, options, progress, cancellation);
        return exploration.Run();
    }
}
