using System.Globalization;

namespace Workbook.Display.Tests;

/// <summary>Goal: all can read the pictures. Method: contrast ratios as WCAG 2.2 defines them.</summary>
public sealed class PaletteTests
{
    public static TheoryData<string> TextColours =>
        [.. Palette.Series, Palette.Ink, Palette.Muted, Palette.Good, Palette.Bad];

    [Theory]
    [MemberData(nameof(TextColours))]
    public void Text_has_a_contrast_of_at_least_4_5(string colour) =>
        Assert.True(Contrast(colour, Palette.Background) >= 4.5, $"{Contrast(colour, Palette.Background):0.00}");

    [Theory]
    [InlineData(Palette.Good, Palette.GoodSurface)]
    [InlineData(Palette.Bad, Palette.BadSurface)]
    [InlineData(Palette.Ink, Palette.NoteSurface)]
    [InlineData(Palette.Ink, Palette.Surface)]
    [InlineData(Palette.Muted, Palette.Surface)]
    public void Text_on_an_area_has_a_contrast_of_at_least_4_5(string colour, string surface) =>
        Assert.True(Contrast(colour, surface) >= 4.5, $"{Contrast(colour, surface):0.00}");

    [Fact]
    public void Lines_have_a_contrast_of_at_least_3() =>
        Assert.True(Contrast(Palette.Line, Palette.Background) >= 3);

    [Fact]
    public void Each_series_has_its_own_colour_and_marker()
    {
        Assert.Equal(Palette.SeriesMaximum, Palette.Series.Distinct().Count());
        Assert.Equal(Palette.SeriesMaximum, Markers.Characters.Distinct().Count());
        Assert.Equal(Palette.SeriesMaximum, Markers.PlotlyNames.Distinct().Count());
    }

    private static double Contrast(string a, string b)
    {
        var (lighter, darker) = (Math.Max(Luminance(a), Luminance(b)), Math.Min(Luminance(a), Luminance(b)));
        return (lighter + 0.05) / (darker + 0.05);
    }

    private static double Luminance(string colour)
    {
        double Channel(int start)
        {
            var value = byte.Parse(colour.AsSpan(start, 2), NumberStyles.HexNumber, null) / 255.0;
            return value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4);
        }

        return 0.2126 * Channel(1) + 0.7152 * Channel(3) + 0.0722 * Channel(5);
    }
}
