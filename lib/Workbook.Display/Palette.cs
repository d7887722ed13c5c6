namespace Workbook.Display;

/// <summary>The one set of colours of all pictures, chosen for readers with and without colour vision.</summary>
/// <remarks>
/// Pictures paint their own light background, so they look the same on a light and a dark page. Against that
/// background every series colour has the contrast that WCAG 2.2 asks of text (4.5 to 1), because series are labelled
/// in their colour.
/// </remarks>
public static class Palette
{
    /// <summary>The largest number of series that can be told apart: the length of <see cref="Series"/>.</summary>
    public const int SeriesMaximum = 6;

    /// <summary>Painted behind every picture.</summary>
    public const string Background = "#FFFFFF";

    /// <summary>The frame around a picture; decoration, not information.</summary>
    public const string Border = "#D0D7DE";

    /// <summary>Titles and labels.</summary>
    public const string Ink = "#1F2328";

    /// <summary>Axis titles, tick labels, captions.</summary>
    public const string Muted = "#57606A";

    /// <summary>Axes, life lines, outlines.</summary>
    public const string Line = "#7D8590";

    /// <summary>Grid lines; decoration, not information.</summary>
    public const string Grid = "#E4E8EC";

    /// <summary>A quiet area, such as the head of a life line.</summary>
    public const string Surface = "#F3F6F9";

    /// <summary>What is as it should be; always with a sign or a word.</summary>
    public const string Good = "#00785A";

    /// <summary>The area behind text in <see cref="Good"/>.</summary>
    public const string GoodSurface = "#EAF6F1";

    /// <summary>A fault; always with a sign or a word.</summary>
    public const string Bad = "#B3261E";

    /// <summary>The area behind text in <see cref="Bad"/>.</summary>
    public const string BadSurface = "#FDEEEC";

    /// <summary>The area behind a note.</summary>
    public const string NoteSurface = "#FFF8E1";

    /// <summary>The colours of series, in the order of use: blue, ochre, purple, green, slate, vermilion.</summary>
    public static IReadOnlyList<string> Series { get; } =
        ["#0067A8", "#946300", "#984583", "#00785A", "#4D5B69", "#C24A00"];

    internal static string Of(Mark mark) => mark switch { Mark.Good => Good, Mark.Bad => Bad, _ => Muted };

    internal static string SurfaceOf(Mark mark) => mark switch
    {
        Mark.Good => GoodSurface,
        Mark.Bad => BadSurface,
        _ => NoteSurface,
    };

    internal static string SignOf(Mark mark) => mark switch { Mark.Good => "✓ ", Mark.Bad => "✗ ", _ => "" };
}
