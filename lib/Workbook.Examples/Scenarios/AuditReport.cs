namespace Workbook.Examples;

/// <summary>What an audit trail shows by itself, without its author.</summary>
public sealed record AuditReport
{
    /// <summary>Numbers that the log bears more than once, each once.</summary>
    public IReadOnlyList<long> Duplicates { get; init; } = [];

    /// <summary>Numbers that are missing below the highest; what is cut off at the end does not show.</summary>
    public IReadOnlyList<long> Missing { get; init; } = [];

    /// <summary>Numbers whose content does not fit its hash, or whose previous hash is not that of the entry before.</summary>
    public IReadOnlyList<long> Changed { get; init; } = [];

    /// <summary>Whether every entry is there and none was changed; copies do no harm.</summary>
    public bool IsSound => Missing.Count == 0 && Changed.Count == 0;

    /// <summary>Examines a log.</summary>
    /// <param name="log">The entries in the order in which they were stored.</param>
    public static AuditReport Of(IEnumerable<AuditEntry> log)
    {
        ArgumentNullException.ThrowIfNull(log);
        var byNumber = log.ToLookup(entry => entry.Sequence);
        long highest = byNumber.Select(group => group.Key).DefaultIfEmpty().Max();
        return new AuditReport
        {
            Duplicates = [.. byNumber.Where(group => group.Count() > 1).Select(group => group.Key).Order()],
            Missing = [.. Numbers(highest).Where(number => !byNumber.Contains(number))],
            Changed = [.. Numbers(highest).Where(number => byNumber[number].Any(entry => !entry.IsWhole
                || (byNumber[number - 1].FirstOrDefault() is { } before && before.Hash != entry.Previous)))],
        };
    }

    /// <summary>Gives the report in a line.</summary>
    public override string ToString() =>
        $"twice: {Text(Duplicates)}; missing: {Text(Missing)}; changed: {Text(Changed)}";

    private static IEnumerable<long> Numbers(long highest)
    {
        for (long number = 1; number <= highest; number++) yield return number;
    }

    private static string Text(IReadOnlyList<long> numbers) => numbers.Count == 0 ? "none" : string.Join(", ", numbers);
}
