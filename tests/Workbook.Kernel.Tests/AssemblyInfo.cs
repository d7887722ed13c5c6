// Cells share the process's console and current directory, so tests run one after the other.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
