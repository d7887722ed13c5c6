namespace Workbook.Explore;

/// <summary>What a property claims about the states of a model.</summary>
public enum PropertyKind
{
    /// <summary>Its condition holds in every state that can be reached.</summary>
    Always,

    /// <summary>Its condition holds in some state that can be reached; beside an "always" it shows that the claim is
    /// not empty.</summary>
    Sometimes,

    /// <summary>From every state that can be reached its condition is met sooner or later, if the adversary rests and
    /// fairness holds: what is possible again and again happens at some time.</summary>
    Eventually,
}
