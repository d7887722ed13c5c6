namespace Workbook.Examples;

/// <summary>Where a figure comes from.</summary>
/// <param name="Title">Author or publisher and document, as people cite it.</param>
/// <param name="Link">The address; empty where there is none.</param>
public sealed record Source(string Title, string Link = "")
{
    /// <summary>Gives the title.</summary>
    public override string ToString() => Title;
}
