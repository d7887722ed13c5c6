namespace Workbook.Examples;

/// <summary>Which input matters: each is moved alone.</summary>
public static class Sensitivity
{
    /// <summary>By which part an input is moved unless said otherwise.</summary>
    public const double DefaultStep = 0.25;

    /// <summary>
    /// Moves each input down and up by a part and gives what becomes of the outcome, the largest swing first.
    /// </summary>
    /// <param name="scenario">The inputs.</param>
    /// <param name="outcome">The outcome.</param>
    /// <param name="step">The part, above 0 and below 1.</param>
    /// <param name="inputs">Each input: its name, and the scenario with that input multiplied by a factor.</param>
    public static IReadOnlyList<SensitivityRow> Of<T>(
        T scenario, Func<T, double> outcome, double step,
        params IEnumerable<(string Name, Func<T, double, T> Scale)> inputs)
    {
        ArgumentNullException.ThrowIfNull(outcome);
        ArgumentNullException.ThrowIfNull(inputs);
        if (step is not (> 0 and < 1))
            throw new ArgumentException($"{nameof(step)}: expected a part above 0 and below 1, got {step}.");
        double asItIs = outcome(scenario);
        return
        [
            .. inputs
                .Select(input => new SensitivityRow(
                    input.Name, outcome(input.Scale(scenario, 1 - step)), asItIs,
                    outcome(input.Scale(scenario, 1 + step))))
                .OrderByDescending(row => row.Swing),
        ];
    }
}
