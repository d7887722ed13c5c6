namespace Workbook.Kernel.Install;

/// <summary>A kernel that cannot be installed or removed; its message is one sentence for the reader.</summary>
public sealed class InstallException : Exception
{
    /// <summary>Makes the error with its sentence.</summary>
    public InstallException(string message)
        : base(message)
    {
    }

    /// <summary>Makes the error with its sentence and the failure beneath it.</summary>
    public InstallException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
