namespace Workbook.Display;

/// <summary>Font sizes, and estimates of how much room a text takes.</summary>
/// <remarks>
/// A picture is laid out without knowing the reader's font, so widths are those of a wide sans-serif face:
/// what fits here fits in the narrower fonts too.
/// </remarks>
internal static class Typography
{
    public const string Sans = "system-ui, sans-serif";
    public const string Mono = "ui-monospace, monospace";

    public const double TitleSize = 16;
    public const double LabelSize = 13;
    public const double SmallSize = 12;

    /// <summary>The distance from one line of text to the next, in font sizes.</summary>
    public const double LineHeight = 1.35;

    public static double Width(string text, double size, bool bold = false) =>
        text.Sum(EmWidth) * size * (bold ? 1.09 : 1);

    /// <summary>Breaks text at spaces; a word wider than the limit is broken anywhere.</summary>
    public static IReadOnlyList<string> Wrap(string text, double widthMaximum, double size, bool bold = false)
    {
        var lines = new List<string>();
        var line = "";
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries).SelectMany(Fitting))
        {
            var longer = line.Length == 0 ? word : line + " " + word;
            if (line.Length > 0 && Width(longer, size, bold) > widthMaximum)
            {
                lines.Add(line);
                longer = word;
            }

            line = longer;
        }

        if (line.Length > 0) lines.Add(line);
        return lines;

        IEnumerable<string> Fitting(string word)
        {
            while (word.Length > 1 && Width(word, size, bold) > widthMaximum)
            {
                var length = word.Length - 1;
                while (length > 1 && Width(word[..length], size, bold) > widthMaximum) length--;
                yield return word[..length];
                word = word[length..];
            }

            yield return word;
        }
    }

    /// <summary>Cuts a text that does not fit and ends it with an ellipsis.</summary>
    public static string Shorten(string text, double widthMaximum, double size)
    {
        if (Width(text, size) <= widthMaximum) return text;
        var length = text.Length - 1;
        while (length > 1 && Width(text[..length] + "…", size) > widthMaximum) length--;
        return text[..length].TrimEnd() + "…";
    }

    private static double EmWidth(char c) => c switch
    {
        'i' or 'j' or 'l' or '\'' => 0.29,
        ' ' or '.' or ',' or ':' or ';' or '|' or '!' or 'I' => 0.34,
        't' or 'f' or 'r' or '(' or ')' or '[' or ']' or '-' or '/' => 0.41,
        's' or 'c' or 'z' or '?' or 'J' => 0.56,
        'm' or 'M' or 'W' or '@' or '%' or '…' or '—' or '→' or '←' => 1.0,
        'w' or 'Q' or 'O' or 'G' or 'D' or 'H' or 'N' or 'U' => 0.83,
        '+' or '=' or '<' or '>' or '×' or '✓' or '✗' => 0.85,
        >= '0' and <= '9' => 0.64,
        >= 'A' and <= 'Z' => 0.71,
        >= '\u2E80' => 1.05,
        _ => 0.64,
    };
}
