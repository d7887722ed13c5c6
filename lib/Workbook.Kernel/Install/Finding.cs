namespace Workbook.Kernel.Install;

/// <summary>How a thing that the kernel needs was found.</summary>
public enum Health
{
    /// <summary>As it should be.</summary>
    Good,

    /// <summary>The kernel works, but a reader may want to know.</summary>
    Note,

    /// <summary>The kernel does not work so.</summary>
    Bad,
}

/// <summary>What the doctor found at one place.</summary>
/// <param name="Health">How it is.</param>
/// <param name="Subject">What was looked at, in a word or two.</param>
/// <param name="Text">What was found, in one sentence.</param>
/// <param name="Mend">The one command that mends it, where there is one.</param>
public sealed record Finding(Health Health, string Subject, string Text, string? Mend = null);
