namespace Workbook.Live;

/// <summary>The embedded broker could not be started; the message says why and what to do.</summary>
public sealed class LiveBrokerException : Exception
{
    /// <summary>Makes the exception.</summary>
    /// <param name="message">What happened, and what to do.</param>
    /// <param name="innerException">The cause, or null.</param>
    public LiveBrokerException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
