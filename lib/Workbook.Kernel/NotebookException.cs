namespace Workbook.Kernel;

/// <summary>A notebook that cannot be read, written or found; its message is one sentence for the reader.</summary>
public sealed class NotebookException : Exception
{
    /// <summary>Makes the error with its sentence.</summary>
    public NotebookException(string message)
        : base(message)
    {
    }

    /// <summary>Makes the error with its sentence and the failure beneath it.</summary>
    public NotebookException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
