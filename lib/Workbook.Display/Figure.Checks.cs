using System.Collections.Immutable;
using System.Numerics;

namespace Workbook.Display;

/// <content>What a figure refuses, each with a sentence.</content>
public sealed partial record Figure
{
    /// <summary>Gets the values that the vertical axis has to hold, without annotations.</summary>
    internal (double Low, double High) VerticalExtent()
    {
        var values = Traces.SelectMany(trace => trace switch
        {
            BarTrace bars when IsStacked => [],
            BarTrace bars => WithErrors(bars.Values, bars.PlusMinus),
            LineTrace line => WithErrors(line.Ys, line.PlusMinus),
            HistogramTrace histogram => Bins().CountIn(histogram.Values).Select(count => (double)count),
            _ => [],
        });
        if (IsStacked) values = values.Concat(StackTotals());
        if (Traces[0] is not LineTrace && !Vertical.IsLogarithmic) values = values.Append(0);
        return (values.Min(), values.Max());
    }

    /// <summary>Gets the height of each stack of bars.</summary>
    internal IEnumerable<double> StackTotals() =>
        Categories.Select((_, index) => Traces.Cast<BarTrace>().Sum(bars => bars.Values[index]));

    /// <summary>Gets the values that the horizontal axis has to hold; bars count categories from 0.</summary>
    internal (double Low, double High) HorizontalExtent()
    {
        if (Traces[0] is BarTrace) return (0, Categories.Length - 1);
        if (Traces[0] is HistogramTrace) return (Bins().Start, Bins().End);
        var xs = Traces.Cast<LineTrace>().SelectMany(line => line.Xs);
        return (xs.Min(), xs.Max());
    }

    private static IEnumerable<double> WithErrors(ImmutableArray<double> values, ImmutableArray<double> plusMinus) =>
        plusMinus.IsEmpty
            ? values
            : values.Zip(plusMinus).SelectMany(pair => new[] { pair.First - pair.Second, pair.First + pair.Second });

    private static ArgumentException Refusal(string title, string why) => new($"Figure '{title}': {why}");

    private static ImmutableArray<double> Numbers<T>(string title, string series, IEnumerable<T> values)
        where T : INumberBase<T>
    {
        var numbers = values.Select(double.CreateSaturating).ToImmutableArray();
        var where = series.Length == 0 ? "" : $"series '{series}', ";
        if (numbers.IsEmpty)
            throw Refusal(title, $"{where}expected at least one value, got none. Check that the run recorded some.");
        for (var index = 0; index < numbers.Length; index++)
        {
            if (Math.Abs(numbers[index]) <= MagnitudeMaximum) continue;
            throw Refusal(
                title,
                FormattableString.Invariant($"{where}value {index + 1} is {numbers[index]}; expected a finite number ")
                + "of magnitude 1e300 at most. Leave it out or replace it before drawing.");
        }

        return numbers;
    }

    private Figure Checked()
    {
        CheckSeries();
        foreach (var trace in Traces) CheckTrace(trace);
        CheckAxis(Horizontal, "horizontal", HorizontalExtent());
        CheckAxis(Vertical, "vertical", VerticalExtent());
        foreach (var annotation in Annotations) CheckAnnotation(annotation);
        return this;
    }

    private void CheckSeries()
    {
        if (Traces.Length is 0 or > Palette.SeriesMaximum)
            throw Refusal(
                Title,
                $"expected 1 to {Palette.SeriesMaximum} series, got {Traces.Length}. Split it into several figures.");
        if (Traces.Select(trace => trace.GetType()).Distinct().Count() > 1)
            throw Refusal(Title, "expected series of one kind, got several: use only bars, lines or histograms.");
        if (Traces.Length > 1 && Traces.Select(trace => trace.Name).Distinct().Count() < Traces.Length)
            throw Refusal(Title, "expected a name of its own for each of several series.");
        if (Traces.Length > 1 && Traces.Any(trace => string.IsNullOrWhiteSpace(trace.Name)))
            throw Refusal(Title, "one of several series has no name. Name each, since the names are their labels.");
        if (IsStacked && Traces[0] is not BarTrace) throw Refusal(Title, "only bars can be stacked.");
        if (IsStacked && Vertical.IsLogarithmic)
            throw Refusal(Title, "parts of a stack cannot be compared on a logarithmic axis. Use a linear one.");
    }

    private void CheckTrace(Trace trace)
    {
        switch (trace)
        {
            case BarTrace bars:
                CheckLength(bars.Name, "values", bars.Values.Length, "category", Categories.Length);
                CheckErrors(bars.Name, bars.PlusMinus, bars.Values.Length);
                if (IsStacked && bars.Values.Any(value => value < 0))
                    throw Refusal(Title, $"series '{bars.Name}' has a negative value, which cannot be stacked.");
                break;
            case LineTrace line:
                CheckLength(line.Name, "y values", line.Ys.Length, "x value", line.Xs.Length);
                CheckErrors(line.Name, line.PlusMinus, line.Ys.Length);
                break;
        }
    }

    private void CheckErrors(string series, ImmutableArray<double> plusMinus, int valueCount)
    {
        if (plusMinus.IsEmpty) return;
        CheckLength(series, "error bars", plusMinus.Length, "value", valueCount);
        if (IsStacked) throw Refusal(Title, "stacked bars have no error bars. Put them side by side.");
        if (plusMinus.Any(length => length < 0))
            throw Refusal(Title, $"series '{series}' has an error bar of negative length; expected 0 or more.");
    }

    private void CheckLength(string series, string what, int count, string each, int expected)
    {
        if (count != expected)
            throw Refusal(Title, $"series '{series}' has {count} {what}; expected {expected}, one for each {each}.");
    }

    private void CheckAxis(Axis axis, string which, (double Low, double High) data)
    {
        if (axis.From is { } from && axis.To is { } to && !(from < to))
            throw Refusal(Title, $"the {which} axis goes from {from} to {to}; expected the lower end first.");
        if (axis.IsLogarithmic && Traces[0] is HistogramTrace or BarTrace && axis == Horizontal)
            throw Refusal(Title, "the horizontal axis of bars and histograms cannot be logarithmic.");
        if (axis.IsLogarithmic && Math.Min(data.Low, axis.From ?? data.Low) is <= 0 and var least)
            throw Refusal(
                Title,
                $"the {which} axis is logarithmic but has to show {NumberText.Of(least)}; expected values above zero. "
                + "Use a linear axis or leave zeros out.");
        if (data.Low < axis.From || data.High > axis.To)
            throw Refusal(
                Title,
                $"the {which} axis leaves out data: it has to hold {NumberText.Of(data.Low)} to "
                + $"{NumberText.Of(data.High)}. Widen the range or leave the values out.");
    }

    private void CheckAnnotation(Annotation annotation)
    {
        if (!(Math.Abs(annotation.Y) <= MagnitudeMaximum) || !(Math.Abs(annotation.X ?? 0) <= MagnitudeMaximum))
            throw Refusal(Title, $"the note '{annotation.Text}' stands at no finite place.");
        if ((Vertical.IsLogarithmic && annotation.Y <= 0) || (Horizontal.IsLogarithmic && annotation.X <= 0))
            throw Refusal(Title, $"the note '{annotation.Text}' stands at or below zero on a logarithmic axis.");
        if (annotation.Y < Vertical.From || annotation.Y > Vertical.To)
            throw Refusal(Title, $"the note '{annotation.Text}' stands outside the vertical axis. Widen its range.");
        var (low, high) = HorizontalExtent();
        if (annotation.X < (Horizontal.From ?? low) || annotation.X > (Horizontal.To ?? high))
            throw Refusal(Title, $"the note '{annotation.Text}' stands outside the horizontal axis. Widen its range.");
    }
}
