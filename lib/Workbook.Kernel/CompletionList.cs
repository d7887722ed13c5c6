namespace Workbook.Kernel;

/// <summary>What may stand at a place of a cell.</summary>
/// <param name="Start">Where the text that an item replaces begins, in UTF-16 units.</param>
/// <param name="End">Where it ends.</param>
/// <param name="Items">The proposals, in alphabetical order.</param>
public sealed record CompletionList(int Start, int End, IReadOnlyList<CompletionItem> Items)
{
    /// <summary>Keeps of the proposals those that begin as the text does, each once, in order.</summary>
    internal static CompletionList Of(int start, int end, string prefix, IEnumerable<CompletionItem> items) => new(
        start,
        end,
        [
            .. items.Where(item => item.Text.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
                .DistinctBy(item => item.Text)
                .OrderBy(item => item.Text, StringComparer.OrdinalIgnoreCase),
        ]);
}
