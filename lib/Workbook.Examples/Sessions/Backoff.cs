namespace Workbook.Examples;

/// <summary>The rules of waiting that the AWS article compares.</summary>
public enum Backoff
{
    /// <summary>No wait.</summary>
    None,

    /// <summary>The doubled delay, the same for all.</summary>
    Exponential,

    /// <summary>Half of the doubled delay, and a random part of the other half.</summary>
    EqualJitter,

    /// <summary>A random part of the doubled delay.</summary>
    FullJitter,

    /// <summary>Between the base and three times the last delay, at random.</summary>
    Decorrelated,
}
