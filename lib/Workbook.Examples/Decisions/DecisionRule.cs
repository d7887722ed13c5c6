namespace Workbook.Examples;

/// <summary>One rule: when its condition holds, and none of its aspect before it did, it concludes.</summary>
/// <remarks>The rules of an aspect in their order are a flowchart: condition, yes to the conclusion, no to the next.</remarks>
/// <param name="Aspect">What it decides.</param>
/// <param name="Condition">The condition as a question; "otherwise" for the last of its aspect.</param>
/// <param name="Conclusion">What follows, in a few words.</param>
/// <param name="Reason">Why.</param>
public sealed record DecisionRule(DecisionAspect Aspect, string Condition, string Conclusion, string Reason)
{
    /// <summary>Tells whether the condition holds, given what was decided before.</summary>
    public required Func<MessageNeed, Decision, bool> Applies { get; init; }

    /// <summary>Puts the conclusion into the decision.</summary>
    public required Func<MessageNeed, Decision, Decision> Conclude { get; init; }

    /// <summary>Gives condition and conclusion.</summary>
    public override string ToString() => $"{Aspect}: {Condition} -> {Conclusion}";
}
