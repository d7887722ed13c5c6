namespace Workbook.Kernel.Jupyter;

/// <summary>Why a kernel cannot run; the message is one sentence that says what to do.</summary>
public sealed class JupyterException : Exception
{
    /// <summary>Creates the error with the sentence to show.</summary>
    public JupyterException(string message, Exception? cause = null)
        : base(message, cause)
    {
    }

    /// <summary>Whether an address cannot be had, which another start may mend; else the input is unusable.</summary>
    public bool IsBusy { get; init; }
}
