namespace Workbook.Kernel.Jupyter;

/// <summary>Jupyter counts positions in a text in Unicode code points, .NET in UTF-16 units.</summary>
internal static class CodePoints
{
    /// <summary>Returns the place in UTF-16 units of a position in code points; beyond the end, the end.</summary>
    public static int ToUtf16(string text, int position)
    {
        var at = 0;
        for (; position > 0 && at < text.Length; position--) at += IsPair(text, at) ? 2 : 1;
        return at;
    }

    /// <summary>Returns the position in code points of a place in UTF-16 units.</summary>
    public static int FromUtf16(string text, int place)
    {
        var position = 0;
        for (var at = 0; at < Math.Min(place, text.Length); position++) at += IsPair(text, at) ? 2 : 1;
        return position;
    }

    private static bool IsPair(string text, int at) =>
        char.IsHighSurrogate(text[at]) && at + 1 < text.Length && char.IsLowSurrogate(text[at + 1]);
}
