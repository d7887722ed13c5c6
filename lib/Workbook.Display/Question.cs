using System.Collections.Immutable;

namespace Workbook.Display;

/// <summary>One question of a <see cref="Quiz"/>.</summary>
public sealed record Question
{
    /// <summary>The largest number of answers; they are lettered from A.</summary>
    public const int AnswerMaximum = 8;

    internal Question(string text, ImmutableArray<Answer> answers)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(text);
        if (answers.Length is < 2 or > AnswerMaximum)
            throw new ArgumentException(
                $"Question '{text}': expected 2 to {AnswerMaximum} answers, got {answers.Length}.");
        if (!answers.Any(answer => answer.IsRight))
            throw new ArgumentException($"Question '{text}': no answer is right. Make one with Answer.Right.");
        (Text, Answers) = (text, answers);
    }

    /// <summary>Gets what is asked.</summary>
    public string Text { get; }

    /// <summary>Gets the answers; one or more are right.</summary>
    public ImmutableArray<Answer> Answers { get; }
}
