namespace Workbook.Display;

/// <summary>Which point of a text its x coordinate names.</summary>
internal enum Anchor
{
    Start,
    Middle,
    End,
}
