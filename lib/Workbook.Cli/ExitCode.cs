namespace Workbook.Cli;

/// <summary>What the process returns to the shell.</summary>
internal static class ExitCode
{
    /// <summary>All went well.</summary>
    public const int Success = 0;

    /// <summary>A cell or the work itself failed.</summary>
    public const int Failure = 1;

    /// <summary>The arguments or the files that they name cannot be used; nothing was run.</summary>
    public const int Unusable = 2;

    /// <summary>Ctrl+C ended the run: 128 + the number of the signal.</summary>
    public const int Interrupted = 130;
}
