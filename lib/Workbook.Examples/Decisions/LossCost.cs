namespace Workbook.Examples;

/// <summary>What it costs when one message never arrives.</summary>
public enum LossCost
{
    /// <summary>Nobody notices.</summary>
    Negligible,

    /// <summary>A gap shows, and that is all.</summary>
    Noticeable,

    /// <summary>Someone acts wrongly, or not at all.</summary>
    Serious,
}
