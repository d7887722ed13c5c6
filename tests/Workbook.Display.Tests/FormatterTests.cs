using Microsoft.DotNet.Interactive.Formatting;

namespace Workbook.Display.Tests;

/// <summary>
/// Goal: notebooks show our objects richly although we reference no kernel. Method: the formatting package of
/// .NET Interactive itself is asked what it would show.
/// </summary>
public sealed class FormatterTests
{
    public static TheoryData<string> DrawingNames => [.. Samples.Drawings.Keys];

    public static TheoryData<string> ViewNames => [.. Samples.Views.Keys];

    [Theory]
    [MemberData(nameof(DrawingNames))]
    public void Drawings_are_shown_as_pictures_and_text(string name)
    {
        var drawing = Samples.Drawings[name];
        if (drawing is not PacketView)
            Assert.Equal(["image/svg+xml", "text/plain"], Formatter.GetPreferredMimeTypesFor(drawing.GetType()));
        Assert.Equal(drawing.ToSvg(), drawing.ToDisplayString("image/svg+xml"));
        Assert.Equal(drawing.ToString(), drawing.ToDisplayString("text/plain"));
    }

    [Theory]
    [MemberData(nameof(ViewNames))]
    public void Views_are_shown_as_html_and_text(string name)
    {
        var view = Samples.Views[name];
        Assert.Equal(["text/html", "text/plain"], Formatter.GetPreferredMimeTypesFor(view.GetType()));
        Assert.Equal(view.ToHtml(), view.ToDisplayString("text/html"));
        Assert.Equal(view.ToString(), view.ToDisplayString("text/plain"));
    }

    [Fact]
    public void Drawings_in_a_list_are_drawn() =>
        Assert.Contains("<svg", new[] { Samples.Drawings["bar"] }.ToDisplayString("text/html"));

    [Fact]
    public void Every_public_display_has_a_formatter()
    {
        var displays = typeof(Figure).Assembly.GetExportedTypes().Where(type =>
            type.IsClass && (type.IsAssignableTo(typeof(IDrawing)) || type.IsAssignableTo(typeof(IHtmlView))));
        Assert.All(displays, type => Assert.Equal("text/plain", Formatter.GetPreferredMimeTypesFor(type).Last()));
    }
}
