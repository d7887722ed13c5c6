namespace Workbook.Display;

/// <summary>One answer to a question of a <see cref="Quiz"/>, with the reason why it is right or wrong.</summary>
public sealed record Answer
{
    private Answer(string text, bool isRight, string analysis)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(text);
        if (string.IsNullOrWhiteSpace(analysis))
            throw new ArgumentException($"The answer '{text}' has no analysis. Say why it is right or wrong.");
        (Text, IsRight, Analysis) = (text, isRight, analysis);
    }

    /// <summary>Gets what the reader may answer.</summary>
    public string Text { get; }

    /// <summary>Gets whether it is right.</summary>
    public bool IsRight { get; }

    /// <summary>Gets why it is right, or what belief leads to it and where that fails.</summary>
    public string Analysis { get; }

    /// <summary>Makes a right answer; the analysis says why.</summary>
    public static Answer Right(string text, string analysis) => new(text, true, analysis);

    /// <summary>Makes a wrong answer; the analysis says what leads to it and where that fails.</summary>
    public static Answer Wrong(string text, string analysis) => new(text, false, analysis);

    internal string Verdict => IsRight ? "✓ Right." : "✗ Not quite.";
}
