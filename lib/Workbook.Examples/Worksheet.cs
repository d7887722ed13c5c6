namespace Workbook.Examples;

/// <summary>Takes down a calculation while it is made.</summary>
internal sealed class Worksheet
{
    private readonly List<Working> _lines = [];
    private readonly List<string> _warnings = [];

    public IReadOnlyList<Working> Lines => _lines;

    public IReadOnlyList<string> Warnings => _warnings;

    public double Line(string quantity, double value, string unit, string how)
    {
        _lines.Add(new Working(quantity, value, unit, how));
        return value;
    }

    public void Warn(bool isDoubtful, string sentence)
    {
        if (isDoubtful) _warnings.Add(sentence);
    }

    public void Take(ModelResult other)
    {
        _lines.AddRange(other.Working);
        _warnings.AddRange(other.Warnings.Except(_warnings));
    }
}
