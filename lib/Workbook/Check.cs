using System.Collections;
using System.Globalization;

namespace Workbook;

/// <summary>Asserts a claim of the text in a cell, and says what was seen; a claim that does not hold fails the cell.</summary>
public static class Check
{
    /// <summary>Checks a condition.</summary>
    /// <param name="claim">The claim, as a sentence.</param>
    /// <param name="holds">Whether it holds.</param>
    /// <param name="seen">What was seen, in words or numbers.</param>
    /// <returns>The claim and what was seen, to be shown.</returns>
    /// <exception cref="CheckFailedException">The claim does not hold.</exception>
    public static CheckResult That(string claim, bool holds, object? seen) =>
        holds ? new CheckResult(claim, Describe(seen)) : throw new CheckFailedException(claim, "", Describe(seen));

    /// <summary>Checks that a value is what the claim says.</summary>
    /// <param name="claim">The claim, as a sentence.</param>
    /// <param name="expected">The value that the claim asks for.</param>
    /// <param name="seen">The value that was seen; sequences are compared element by element.</param>
    /// <returns>The claim and what was seen, to be shown.</returns>
    /// <exception cref="CheckFailedException">The values differ.</exception>
    public static CheckResult Equal<T>(string claim, T expected, T seen) =>
        AreEqual(expected, seen)
            ? new CheckResult(claim, Describe(seen))
            : throw new CheckFailedException(claim, Describe(expected), Describe(seen));

    /// <summary>Checks that an impossible input is refused, and shows the sentence that refuses it.</summary>
    /// <param name="claim">What should be impossible, as a sentence.</param>
    /// <param name="attempt">Tries it.</param>
    /// <returns>The claim and the sentence, to be shown.</returns>
    /// <exception cref="CheckFailedException">It was accepted.</exception>
    public static CheckResult Refused(string claim, Func<object?> attempt)
    {
        ArgumentNullException.ThrowIfNull(attempt);
        try
        {
            return That(claim, holds: false, $"it was accepted and gave {Describe(attempt())}");
        }
        catch (ArgumentException refusal)
        {
            return new CheckResult(claim, refusal.Message);
        }
    }

    private static bool AreEqual(object? expected, object? seen) =>
        expected is IEnumerable items and not string && seen is IEnumerable others and not string
            ? items.Cast<object?>().SequenceEqual(others.Cast<object?>())
            : Equals(expected, seen);

    private static string Describe(object? value) => value switch
    {
        null => "nothing",
        string text => text,
        IEnumerable items => items.Cast<object?>().Select(Describe).DefaultIfEmpty("none").Aggregate((all, next) => $"{all}, {next}"),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };
}
