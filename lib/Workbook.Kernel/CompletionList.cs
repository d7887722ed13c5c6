namespace Workbook.Kernel;

/// <summary>What may stand at a place of a cell.</summary>
/// <param name="Start">Where the text that an item replaces begins, in UTF-16 units.</param>
/// <param name="End">Where it ends.</param>
/// <param name="Items">The proposals, in alphabetical order.</param>
public sealed record CompletionList(int Start, int End, IReadOnlyList<CompletionItem> Items);

/// <summary>One proposal.</summary>
/// <param name="Text">What would be written.</param>
/// <param name="Kind">What it is: for example <c>method</c>, <c>class</c>, <c>keyword</c>.</param>
public sealed record CompletionItem(string Text, string Kind);
