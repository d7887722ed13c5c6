namespace Workbook;

/// <summary>An experiment could not be carried out; the message is a sentence that says why and what to do.</summary>
public sealed class LabException : Exception
{
    /// <summary>Makes the exception.</summary>
    /// <param name="message">What happened, where, and what to do.</param>
    /// <param name="innerException">The cause, or null.</param>
    public LabException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
