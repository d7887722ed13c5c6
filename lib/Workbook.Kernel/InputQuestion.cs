namespace Workbook.Kernel;

/// <summary>What a cell asks the reader.</summary>
/// <param name="Prompt">The words to show, possibly none.</param>
/// <param name="IsPassword">Whether the answer is not to be seen while it is typed.</param>
public sealed record InputQuestion(string Prompt, bool IsPassword);
