using System.Text;

namespace Workbook.Display;

/// <summary>Writes a <see cref="SequenceDiagram"/> in characters, and in words.</summary>
internal sealed class SequenceText
{
    private const int SpacingMinimum = 22;
    private const int SpacingMaximum = 64;

    private readonly SequenceDiagram diagram;
    private readonly StringBuilder text = new();
    private readonly int left;
    private readonly int spacing;

    public SequenceText(SequenceDiagram diagram)
    {
        this.diagram = diagram;
        var timeWidth = diagram.Steps.Where(step => step.At is not null)
            .Select(step => diagram.TimeLabel(step.At!.Value).Length).DefaultIfEmpty(0).Max();
        left = (timeWidth > 0 ? Math.Max(timeWidth, 2) + 3 : 0) + (diagram.Participants[0].Length + 1) / 2;
        var arrows = diagram.Steps.OfType<ArrowStep>().Where(arrow => arrow.From != arrow.To).ToArray();
        spacing = Math.Clamp(
            arrows.Select(arrow => (Math.Max(Labelled(arrow).Length + 10, arrow.Detail.Length + 4))
                    / Math.Abs(arrow.To - arrow.From) + 1)
                .Concat(diagram.Participants.Select(name => name.Length + 4))
                .Append(SpacingMinimum).Max(),
            SpacingMinimum, SpacingMaximum);
    }

    /// <summary>Tells the diagram row by row.</summary>
    public static string Describe(SequenceDiagram diagram)
    {
        var names = diagram.Participants;
        var rows = diagram.Steps.Select((step, index) => $"{index + 1}. " + step switch
        {
            ArrowStep arrow => $"{names[arrow.From]} to {names[arrow.To]}: {arrow.Text}"
                + (arrow.Detail.Length > 0 ? $" ({arrow.Detail})" : "")
                + (arrow.FateWord.Length > 0 ? $", {arrow.FateWord}" : ""),
            NoteStep note => $"{names[note.Over]}: {Palette.SignOf(note.Mark)}{note.Text}",
            _ => Palette.SignOf(((DividerStep)step).Mark) + step.Text,
        } + (step.At is { } at ? $" at {diagram.TimeLabel(at)} {diagram.TimeUnit}." : "."));
        return $"Sequence diagram: {diagram.Title}. Between {string.Join(", ", names)}. {string.Join(" ", rows)}";
    }

    public override string ToString()
    {
        text.Append(diagram.Title).Append("\n\n");
        var heads = new StringBuilder(diagram.HasTimes ? diagram.TimeUnit : "");
        for (var i = 0; i < diagram.Participants.Length; i++)
        {
            var name = diagram.Participants[i];
            heads.Append(' ', Math.Max(0, X(i) - name.Length / 2 - heads.Length)).Append(name);
        }

        text.Append(heads).Append('\n');
        Write(LifeLines());
        foreach (var step in diagram.Steps) WriteStep(step);
        if (diagram.CaptionText.Length > 0) text.Append('\n').Append(diagram.CaptionText).Append('\n');
        return text.ToString();
    }

    private int X(int participant) => left + participant * spacing;

    private static string Labelled(ArrowStep arrow) => arrow.Fate switch
    {
        Fate.Delayed => arrow.Text + " (delayed)",
        _ => arrow.Text,
    };

    private char[] LifeLines()
    {
        var line = new string(' ', X(diagram.Participants.Length - 1) + 1).ToCharArray();
        for (var i = 0; i < diagram.Participants.Length; i++) line[X(i)] = '|';
        return line;
    }

    private void Write(char[] line, string after = "") =>
        text.Append((new string(line) + after).TrimEnd()).Append('\n');

    private char[] LineAt(TimeSpan? at)
    {
        var line = LifeLines();
        if (at is { } time) diagram.TimeLabel(time).CopyTo(0, line, 0, Math.Min(left, diagram.TimeLabel(time).Length));
        return line;
    }

    private void WriteStep(SequenceStep step)
    {
        var line = LineAt(step.At);
        switch (step)
        {
            case ArrowStep arrow when arrow.From == arrow.To:
                Write(Over(line, X(arrow.From) + 1, $"<-. {Labelled(arrow)} {Bracketed(arrow.Detail)}"));
                break;
            case ArrowStep arrow:
                WriteArrow(arrow, line);
                break;
            case NoteStep note:
                var said = $"[ {Palette.SignOf(note.Mark)}{note.Text} ]";
                Write(Over(line, Math.Max(0, X(note.Over) - said.Length / 2), said));
                break;
            default:
                WriteDivider((DividerStep)step, line);
                break;
        }
    }

    /// <summary>Writes a divider over its part of the line; one that spans all life lines has its text behind it.</summary>
    private void WriteDivider(DividerStep divider, char[] line)
    {
        var said = $" {Palette.SignOf(divider.Mark)}{divider.Text}";
        var spansAll = divider.From == 0 && divider.To == diagram.Participants.Length - 1;
        var (start, end) = spansAll ? (Math.Max(0, left - 3), line.Length) : (X(divider.From) + 1, X(divider.To));
        line.AsSpan(start, end - start).Fill('~');
        if (spansAll)
            Write(line, said);
        else
            Write(Over(line, start + Math.Max(0, (end - start - said.Length - 1) / 2), said + " "));
    }

    private static string Bracketed(string detail) => detail.Length == 0 ? "" : $"({detail})";

    private void WriteArrow(ArrowStep arrow, char[] line)
    {
        var (low, high) = (Math.Min(X(arrow.From), X(arrow.To)), Math.Max(X(arrow.From), X(arrow.To)));
        var isRightwards = arrow.To > arrow.From;
        var isCut = arrow.Fate is Fate.Lost or Fate.Blocked;
        for (var i = low + 1; i < high; i++) line[i] = arrow.Fate == Fate.Delayed ? '.' : '-';
        if (!isCut) line[isRightwards ? high - 1 : low + 1] = isRightwards ? '>' : '<';
        var label = $" {Labelled(arrow)} ";
        var from = isCut
            ? isRightwards ? low + 3 : high - 2 - label.Length
            : low + 1 + Math.Max(0, (high - low - 1 - label.Length) / 2);
        if (isCut)
        {
            // The line stops after the label: what follows never saw it.
            var stop = isRightwards ? from + label.Length + 2 : from - 3;
            for (var i = low + 1; i < high; i++)
            {
                if (isRightwards ? i > stop : i < stop) line[i] = ' ';
            }

            if (stop > low && stop < high) line[stop] = arrow.Fate == Fate.Lost ? 'X' : '#';
            Write(Over(line, from, label), $"  {arrow.FateWord}");
        }
        else
        {
            Write(Over(line, from, label));
        }

        if (arrow.Detail.Length == 0) return;
        var detail = LifeLines();
        var start = low + 1 + Math.Max(0, (high - low - 1 - arrow.Detail.Length) / 2);
        Write(Over(detail, start, arrow.Detail));
    }

    /// <summary>Writes over part of a line; what does not fit makes the line longer.</summary>
    private static char[] Over(char[] line, int start, string said)
    {
        start = Math.Max(0, start);
        if (start + said.Length > line.Length)
            line = new string(line).PadRight(start + said.Length).ToCharArray();
        said.CopyTo(0, line, start, said.Length);
        return line;
    }
}
