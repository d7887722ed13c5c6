namespace Workbook.Display;

internal static class MimeTypes
{
    public const string Svg = "image/svg+xml";
    public const string Html = "text/html";
    public const string Text = "text/plain";
}
