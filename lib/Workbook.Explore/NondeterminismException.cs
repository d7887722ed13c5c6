namespace Workbook.Explore;

/// <summary>A path could not be replayed: the model behaves differently from one time to the next, so nothing that was
/// found about it can be relied on. The message names the step and the difference.</summary>
public sealed class NondeterminismException : Exception
{
    /// <summary>Makes the exception.</summary>
    public NondeterminismException()
    {
    }

    /// <summary>Makes the exception.</summary>
    /// <param name="message">Which step differed, and how.</param>
    public NondeterminismException(string message)
        : base(message)
    {
    }

    /// <summary>Makes the exception.</summary>
    /// <param name="message">Which step differed, and how.</param>
    /// <param name="innerException">What a move threw.</param>
    public NondeterminismException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
