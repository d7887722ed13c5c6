namespace Workbook.Display;

/// <summary>Draws a <see cref="SequenceDiagram"/> as a static picture.</summary>
internal sealed class SequenceDrawing
{
    private const double LabelSize = Typography.LabelSize;
    private const double DetailSize = Typography.SmallSize;
    private const double SpacingMinimum = 190;
    private const double SpacingMaximum = 300;
    private const double HeadHeight = 32;
    private const double NoteWidthMaximum = 190;
    private const double SelfLoopWidth = 30;

    /// <summary>How far an arrow goes that does not arrive, as a part of the way.</summary>
    private const double ReachOfCut = 0.5;

    private readonly SequenceDiagram diagram;
    private readonly Card card;
    private readonly double firstLine;
    private readonly double spacing;
    private readonly List<(TimeSpan Time, double Y)> places = [];
    private double pixelsPerTick;

    public SequenceDrawing(SequenceDiagram diagram)
    {
        this.diagram = diagram;
        var times = diagram.Steps.Where(step => step.At is not null).Select(step => diagram.TimeLabel(step.At!.Value));
        var timeColumn = times.Select(time => Typography.Width(time, DetailSize)).DefaultIfEmpty(0).Max();
        var left = Card.Padding + (timeColumn > 0 ? Math.Max(timeColumn, 24) + 16 : 0);
        var headWidth = diagram.Participants.Max(HeadWidth);
        var gaps = diagram.Participants.Length - 1;
        var edge = Math.Max(headWidth / 2, EdgeRoom());
        var room = Card.WidthMaximum - left - Card.Padding - 2 * edge;
        spacing = gaps == 0 ? 0 : Math.Min(room / gaps, Math.Clamp(WantedSpacing(), SpacingMinimum, SpacingMaximum));
        firstLine = left + edge;
        var titleWidth = Typography.Width(diagram.Title, Typography.TitleSize, bold: true) + 2 * Card.Padding;
        var dividers = diagram.Steps.OfType<DividerStep>()
            .Select(divider => left + DividerWidth(divider) + Card.Padding);
        var width = dividers.Append(firstLine + gaps * spacing + edge + Card.Padding).Max();
        card = new Card(Math.Clamp(Math.Max(titleWidth, width), 420, Card.WidthMaximum));
        // A picture that its title or a divider has widened keeps its life lines in the middle.
        firstLine += (card.Width - left - Card.Padding - 2 * edge - gaps * spacing) / 2;
    }

    private SvgCanvas Canvas => card.Canvas;

    private double LastLine => X(diagram.Participants.Length - 1);

    public string ToSvg()
    {
        var top = card.DrawTitle(diagram.Title);
        var key = diagram.Categories.Select((name, i) => (name, Palette.Series[i]))
            .Where(entry => diagram.CategoriesShown.Contains(entry.name)).ToArray();
        if (key.Length > 1)
            top = card.DrawKey(top, key);
        top += 12;
        var rows = PlaceRows(top + HeadHeight + 8);
        var bottom = rows.Length == 0 ? top + HeadHeight + 40 : rows[^1].Bottom + 14;
        for (var i = 0; i < diagram.Participants.Length; i++)
        {
            Canvas.Line(X(i), top + HeadHeight, X(i), bottom, Palette.Line, 1.5);
            DrawHead(i, top);
        }

        if (diagram.HasTimes)
            Canvas.Text(Card.Padding, top + 21, diagram.TimeUnit, DetailSize, Palette.Muted);
        foreach (var row in rows) DrawRow(row);
        return card.Finish(bottom, diagram.Title, diagram.CaptionText, diagram.AltText);
    }

    private sealed record Row(SequenceStep Step, double Y, double Bottom);

    private double X(int participant) => firstLine + participant * spacing;

    private static double HeadWidth(string name) => Math.Max(96, Typography.Width(name, LabelSize, bold: true) + 28);

    /// <summary>Leaves room beside the outer life lines for notes and for arrows to oneself.</summary>
    private double EdgeRoom()
    {
        var outer = new[] { 0, diagram.Participants.Length - 1 };
        var notes = diagram.Steps.OfType<NoteStep>().Where(note => outer.Contains(note.Over)).Select(note =>
            Typography.Wrap(Signed(note), NoteWidthMaximum - 24, DetailSize)
                .Max(line => Typography.Width(line, DetailSize)) / 2 + 14);
        var loops = diagram.Steps.OfType<ArrowStep>().Where(arrow => arrow.From == arrow.To)
            .Select(arrow => Math.Min(120, Typography.Width(arrow.Text, LabelSize, bold: true) + SelfLoopWidth + 12));
        return notes.Concat(loops).DefaultIfEmpty(0).Max();
    }

    private double WantedSpacing() => diagram.Steps.OfType<ArrowStep>()
        .Where(arrow => arrow.From != arrow.To)
        .Select(arrow => (WidestText(arrow) + 56) / Math.Abs(arrow.To - arrow.From))
        .DefaultIfEmpty(SpacingMinimum)
        .Max();

    private static double WidestText(ArrowStep arrow) => Math.Max(
        Typography.Width(arrow.Text, LabelSize, bold: true), Typography.Width(arrow.Detail, DetailSize));

    private static bool IsCutShort(ArrowStep arrow) => arrow.Fate is Fate.Lost or Fate.Blocked;

    private void DrawHead(int participant, double top)
    {
        var name = diagram.Participants[participant];
        var width = diagram.Participants.Length == 1 ? HeadWidth(name) : Math.Min(HeadWidth(name), spacing - 10);
        Canvas.Rectangle(X(participant) - width / 2, top, width, HeadHeight, Palette.Surface, Palette.Line, 6);
        var shown = Typography.Shorten(name, width - 12, LabelSize * 1.09);
        Canvas.Text(X(participant), top + 21, shown, LabelSize, Palette.Ink, Anchor.Middle, bold: true);
    }

    private Row[] PlaceRows(double top)
    {
        const double timelessRowHeight = 58;
        var start = diagram.Steps.Min(step => step.At) ?? TimeSpan.Zero;
        var duration = (diagram.Steps.Max(step => step.At) ?? TimeSpan.Zero) - start;
        if (diagram.IsToScale && duration > TimeSpan.Zero)
            pixelsPerTick = Math.Clamp(diagram.Steps.Length * timelessRowHeight, 300, 1100) / duration.Ticks;
        var rows = new List<Row>();
        var bottom = top;
        foreach (var step in diagram.Steps)
        {
            var (above, below) = HeightOf(step);
            var y = bottom + above;
            if (diagram.IsToScale && places.Count > 0)
                y = Math.Max(y, places[^1].Y + (step.At!.Value - places[^1].Time).Ticks * pixelsPerTick);
            if (diagram.IsToScale) places.Add((step.At!.Value, y));
            bottom = y + below;
            rows.Add(new Row(step, y, bottom));
        }

        return diagram.IsToScale && rows.Count > 0
            ? [.. rows[..^1], rows[^1] with { Bottom = rows.Max(row => Math.Max(row.Bottom, EndOf(row) + 10)) }]
            : [.. rows];
    }

    /// <summary>Returns how much room a row needs above and below its line.</summary>
    private (double Above, double Below) HeightOf(SequenceStep step) => step switch
    {
        ArrowStep { From: var from, To: var to } arrow when from != to && IsTimed(arrow) => (
            30 + LinesOf(arrow).Count * LabelSize * Typography.LineHeight,
            30 + DetailsOf(arrow).Count * DetailSize * Typography.LineHeight),
        ArrowStep arrow => (
            12 + LinesOf(arrow).Count * LabelSize * Typography.LineHeight,
            6 + DetailsOf(arrow).Count * DetailSize * Typography.LineHeight
                + (arrow.Fate == Fate.Delayed ? 20 : arrow.From == arrow.To ? 18 : 4)),
        NoteStep note => (10, NoteLines(note).Count * DetailSize * Typography.LineHeight + 16),
        _ => (24, 16),
    };

    /// <summary>Returns the height at which an arrow arrives.</summary>
    private double EndOf(Row row)
    {
        if (row.Step is not ArrowStep arrow) return row.Y;
        if (!IsTimed(arrow)) return row.Y + (arrow.Fate == Fate.Delayed ? 20 : 0);
        var arrives = arrow.Arrives!.Value;
        var before = places.LastIndexOf(places.Last(place => place.Time <= arrives));
        if (before == places.Count - 1) return places[before].Y + (arrives - places[before].Time).Ticks * pixelsPerTick;
        var (from, to) = (places[before], places[before + 1]);
        return from.Y + (to.Y - from.Y) * (arrives - from.Time).Ticks / (to.Time - from.Time).Ticks;
    }

    /// <summary>Tells whether the slope of an arrow shows how long it was under way.</summary>
    private bool IsTimed(ArrowStep arrow) => diagram.IsToScale && arrow.Arrives is not null;

    private double SpanOf(ArrowStep arrow) => arrow.From == arrow.To
        ? Math.Max(spacing, 140) - SelfLoopWidth
        : Math.Abs(arrow.To - arrow.From) * spacing;

    private IReadOnlyList<string> LinesOf(ArrowStep arrow) =>
        Typography.Wrap(arrow.Text, SpanOf(arrow) - 28, LabelSize, bold: true);

    private IReadOnlyList<string> DetailsOf(ArrowStep arrow) =>
        Typography.Wrap(
            arrow.Fate == Fate.Delayed ? $"{arrow.Detail} · {arrow.FateWord}".TrimStart(' ', '·') : arrow.Detail,
            SpanOf(arrow) - 28, DetailSize);

    private static string Signed(NoteStep note) => Palette.SignOf(note.Mark) + note.Text;

    private IReadOnlyList<string> NoteLines(NoteStep note) =>
        Typography.Wrap(Signed(note), NoteWidth() - 24, DetailSize);

    private double NoteWidth() =>
        diagram.Participants.Length == 1 ? NoteWidthMaximum : Math.Min(NoteWidthMaximum, spacing + 40);

    private void DrawRow(Row row)
    {
        if (row.Step.At is { } time)
        {
            var baseline = row.Y + (row.Step is NoteStep ? 17 : 4);
            Canvas.Text(Card.Padding, baseline, diagram.TimeLabel(time), DetailSize, Palette.Muted);
        }

        switch (row.Step)
        {
            case ArrowStep arrow when arrow.From == arrow.To:
                DrawLoop(arrow, row.Y);
                break;
            case ArrowStep arrow:
                DrawArrow(arrow, row.Y, EndOf(row));
                break;
            case NoteStep note:
                DrawNote(note, row.Y);
                break;
            case DividerStep divider:
                DrawDivider(divider, row.Y);
                break;
        }
    }

    private string ColourOf(ArrowStep arrow) => arrow switch
    {
        _ when IsCutShort(arrow) => Palette.Bad,
        { Category: "" } => Palette.Ink,
        _ => Palette.Series[diagram.Categories.IndexOf(arrow.Category)],
    };

    private void DrawArrow(ArrowStep arrow, double y, double endY)
    {
        var (from, to) = (X(arrow.From), X(arrow.To));
        var direction = Math.Sign(to - from);
        var colour = ColourOf(arrow);
        var reach = IsCutShort(arrow) ? ReachOfCut : 1;
        var (endX, stopY) = (from + (to - from) * reach, y + (endY - y) * reach);
        var dash = arrow.Fate == Fate.Delayed ? "6 4" : null;
        Canvas.Line(from, y, endX - direction * (reach < 1 ? 0 : 6), stopY, colour, 2, dash);
        switch (arrow.Fate)
        {
            case Fate.Lost:
                Canvas.Line(endX - 6, stopY - 6, endX + 6, stopY + 6, colour, 2.5);
                Canvas.Line(endX - 6, stopY + 6, endX + 6, stopY - 6, colour, 2.5);
                break;
            case Fate.Blocked:
                Canvas.Line(endX, stopY - 9, endX, stopY + 9, colour, 4);
                break;
            default:
                Canvas.ArrowHead(to, endY, to - from, endY - y, colour);
                break;
        }

        Canvas.Circle(from, y, 3, colour);
        DrawArrowText(arrow, y, stopY, endX, colour, direction);
    }

    /// <summary>Writes the label above the arrow, the detail below, and what became of it where it stopped.</summary>
    private void DrawArrowText(ArrowStep arrow, double y, double stopY, double endX, string colour, int direction)
    {
        var (from, to) = (X(arrow.From), X(arrow.To));
        if (IsCutShort(arrow))
        {
            var anchor = direction > 0 ? Anchor.Start : Anchor.End;
            DrawLabels(arrow, from + direction * 14, y, colour, anchor, rotation: 0);
            Canvas.Text(endX + direction * 14, stopY + 4, arrow.FateWord, DetailSize, colour, anchor, bold: true);
            return;
        }

        // The text lies along the arrow, and is never upside down.
        var rotation = double.RadiansToDegrees(Math.Atan2((stopY - y) * direction, Math.Abs(to - from)));
        DrawLabels(arrow, (from + to) / 2, (y + stopY) / 2, colour, Anchor.Middle, rotation);
    }

    private void DrawLabels(ArrowStep arrow, double x, double y, string colour, Anchor anchor, double rotation)
    {
        var radians = double.DegreesToRadians(rotation);
        var (upX, upY) = (Math.Sin(radians), -Math.Cos(radians));
        var lines = LinesOf(arrow);
        var above = 7 + (lines.Count - 1) * LabelSize * Typography.LineHeight;
        if (Math.Abs(arrow.To - arrow.From) > 1 && rotation == 0 && anchor == Anchor.Middle)
        {
            ClearBehind(x, y - above, lines, LabelSize, bold: true);
            ClearBehind(x, y + 16, DetailsOf(arrow), DetailSize, bold: false);
        }

        Canvas.TextLines(x + upX * above, y + upY * above, lines, LabelSize, colour, anchor, bold: true, rotation);
        Canvas.TextLines(
            x - upX * 16, y - upY * 16, DetailsOf(arrow), DetailSize, Palette.Muted, anchor, rotation: rotation);
    }

    /// <summary>Keeps the life lines between sender and receiver from striking through the text.</summary>
    private void ClearBehind(double x, double baseline, IReadOnlyList<string> lines, double size, bool bold)
    {
        for (var i = 0; i < lines.Count; i++)
        {
            var width = Typography.Width(lines[i], size, bold) + 8;
            var bottom = baseline + i * size * Typography.LineHeight + size * 0.3;
            Canvas.Rectangle(x - width / 2, bottom - size * 1.2, width, size * 1.2, Palette.Background);
        }
    }

    private void DrawLoop(ArrowStep arrow, double y)
    {
        var (x, colour) = (X(arrow.From), ColourOf(arrow));
        var n = (double value) => NumberText.Coordinate(value);
        Canvas.Path(
            $"M{n(x)} {n(y)}H{n(x + SelfLoopWidth - 6)}Q{n(x + SelfLoopWidth)} {n(y)} {n(x + SelfLoopWidth)} {n(y + 7)}"
            + $"Q{n(x + SelfLoopWidth)} {n(y + 14)} {n(x + SelfLoopWidth - 6)} {n(y + 14)}H{n(x + 8)}",
            "none", colour, 2);
        Canvas.ArrowHead(x, y + 14, -1, 0, colour);
        var lines = LinesOf(arrow);
        var textX = x + SelfLoopWidth + 8;
        var first = y + 4 - (lines.Count - 1) * LabelSize * Typography.LineHeight;
        var next = Canvas.TextLines(textX, first, lines, LabelSize, colour, bold: true);
        Canvas.TextLines(textX, next, DetailsOf(arrow), DetailSize, Palette.Muted);
    }

    private void DrawNote(NoteStep note, double y)
    {
        var lines = NoteLines(note);
        var width = lines.Max(line => Typography.Width(line, DetailSize)) + 24;
        var height = lines.Count * DetailSize * Typography.LineHeight + 10;
        var colour = note.Mark == Mark.Neutral ? Palette.Line : Palette.Of(note.Mark);
        Canvas.Rectangle(X(note.Over) - width / 2, y, width, height, Palette.SurfaceOf(note.Mark), colour, 4);
        var text = note.Mark == Mark.Neutral ? Palette.Ink : colour;
        Canvas.TextLines(X(note.Over), y + 17, lines, DetailSize, text, Anchor.Middle);
    }

    private void DrawDivider(DividerStep divider, double y)
    {
        var colour = divider.Mark == Mark.Neutral ? Palette.Line : Palette.Of(divider.Mark);
        var width = Math.Min(card.Inner, DividerWidth(divider));
        var centre = (X(divider.From) + X(divider.To)) / 2;
        var spansAll = divider.From == 0 && divider.To == diagram.Participants.Length - 1;
        var reach = Math.Max(width / 2, (X(divider.To) - X(divider.From)) / 2 + (spansAll ? 40 : 0));
        Canvas.Line(centre - reach, y, centre + reach, y, colour, 1.5, "5 4");
        var shown = Typography.Shorten(SignedText(divider), width - 24, DetailSize * 1.09);
        var surface = divider.Mark == Mark.Neutral ? Palette.Surface : Palette.SurfaceOf(divider.Mark);
        Canvas.Rectangle(centre - width / 2, y - 12, width, 24, surface, colour, 12);
        Canvas.Text(centre, y + 4.5, shown, DetailSize, Palette.Of(divider.Mark), Anchor.Middle, bold: true);
    }

    private static string SignedText(DividerStep divider) => Palette.SignOf(divider.Mark) + divider.Text;

    private static double DividerWidth(DividerStep divider) =>
        Typography.Width(SignedText(divider), DetailSize, bold: true) + 26;
}
