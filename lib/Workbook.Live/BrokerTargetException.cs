namespace Workbook.Live;

/// <summary>A broker could not be chosen, started or reached; the message is one sentence that says what to
/// do.</summary>
public sealed class BrokerTargetException : Exception
{
    /// <summary>Makes the exception.</summary>
    /// <param name="message">What was expected, what happened, what to do.</param>
    /// <param name="innerException">The cause, or null.</param>
    public BrokerTargetException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
