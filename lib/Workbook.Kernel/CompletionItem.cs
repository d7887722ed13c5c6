namespace Workbook.Kernel;

/// <summary>One proposal for a place of a cell.</summary>
/// <param name="Text">What would be written.</param>
/// <param name="Kind">
/// What it is: <c>variable</c>, <c>method</c>, <c>property</c>, <c>field</c>, <c>event</c>, <c>class</c>, <c>struct</c>,
/// <c>interface</c>, <c>enum</c>, <c>delegate</c>, <c>namespace</c>, <c>keyword</c>, <c>directive</c>, <c>file</c> or
/// <c>folder</c>.
/// </param>
public sealed record CompletionItem(string Text, string Kind);
