namespace Workbook.Kernel;

/// <summary>What ended a cell, ready to be read: without frames of the compiler or of this program.</summary>
/// <param name="Name">The kind of error: the exception's type, or <c>CompilationError</c>.</param>
/// <param name="Message">The error in one sentence where its cause gives one.</param>
/// <param name="Traceback">The lines to show: name and message, then the places, innermost first.</param>
/// <param name="Line">The line in the failing cell, from 1, or null when no line is to blame.</param>
public sealed partial record CellError(string Name, string Message, IReadOnlyList<string> Traceback, int? Line)
{
    /// <summary>The name of the error of a cell that does not compile.</summary>
    public const string CompilationErrorName = "CompilationError";
}
