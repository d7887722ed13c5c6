namespace Workbook;

/// <summary>A claim of the text does not hold.</summary>
public sealed class CheckFailedException : Exception
{
    /// <summary>Says which claim, and what was seen instead.</summary>
    /// <param name="claim">The claim.</param>
    /// <param name="expected">The value that the claim asks for; empty when the claim says it all.</param>
    /// <param name="seen">What was seen.</param>
    public CheckFailedException(string claim, string expected, string seen)
        : base($"The check failed: {claim.TrimEnd('.')}. {(expected.Length > 0 ? $"Expected: {expected}. " : "")}Seen: {seen}.")
    {
    }
}
