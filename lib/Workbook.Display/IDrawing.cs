namespace Workbook.Display;

/// <summary>A picture in a notebook; its <see cref="object.ToString"/> tells the same facts.</summary>
public interface IDrawing
{
    /// <summary>Gets what the picture shows, in words, for readers who do not see it.</summary>
    string AltText { get; }

    /// <summary>Draws an SVG without script, style sheet or outside reference, the same on every run.</summary>
    string ToSvg();
}
