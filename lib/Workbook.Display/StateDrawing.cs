namespace Workbook.Display;

/// <summary>Draws a <see cref="StateDiagram"/> as a column of states.</summary>
/// <remarks>
/// A transition to the next state is a straight arrow. One that leaps over states runs in a lane on the right, one
/// that goes back in a lane on the left, the shorter nearer; one that stays is a loop on the right.
/// Transitions between the same two states share an arrow. Ports are ordered so that lanes of one state do not cross
/// each other.
/// </remarks>
internal sealed class StateDrawing
{
    private const double Size = Typography.SmallSize;
    private const double LineStep = Size * Typography.LineHeight;
    private const double PortStep = 18;
    private const double LabelWidthMaximum = 170;
    private const double LabelWidthMinimum = 70;
    private const double LoopWidth = 26;

    private readonly StateDiagram diagram;
    private readonly List<Edge> edges;
    private readonly Box[] boxes;
    private readonly double boxWidth;
    private readonly double laneLabelWidth = LabelWidthMaximum;
    private readonly double labelWidth = LabelWidthMaximum;

    public StateDrawing(StateDiagram diagram)
    {
        this.diagram = diagram;
        var names = diagram.States;
        edges = [.. diagram.Transitions.GroupBy(each => (each.From, each.To)).Select(group => new Edge(
            names.IndexOf(group.Key.From), names.IndexOf(group.Key.To), [.. group.Select(each => each.Label)]))];
        boxWidth = Math.Clamp(
            names.Select(name => Typography.Width(name, Typography.LabelSize, bold: true) + 32).DefaultIfEmpty().Max(),
            110, 260);
        AssignLanes(edges.Where(edge => edge.IsLeap));
        AssignLanes(edges.Where(edge => edge.IsBack));
        // Labels get narrower, first those of lanes, until the picture is as narrow as others are.
        const double innerMaximum = Card.WidthMaximum - 2 * Card.Padding;
        while (InnerWidth > innerMaximum && laneLabelWidth > LabelWidthMinimum) laneLabelWidth -= 10;
        while (InnerWidth > innerMaximum && labelWidth > LabelWidthMinimum) labelWidth -= 10;
        boxes = [.. names.Select((name, index) => new Box(name, HeightOf(index)))];
    }

    private sealed record Edge(int From, int To, string[] Labels)
    {
        public bool IsLoop => From == To;

        public bool IsStraight => To == From + 1;

        public bool IsLeap => To > From + 1;

        public bool IsBack => To < From;

        public int Upper => Math.Min(From, To);

        public int Lower => Math.Max(From, To);

        /// <summary>Tells whether two edges need lanes of their own; where one ends the other may begin.</summary>
        public bool Overlaps(Edge other) => Upper < other.Lower && other.Upper < Lower;

        /// <summary>The lane, counted from the column of states outwards.</summary>
        public int Lane { get; set; }

        private string Bullet => Labels.Length > 1 ? "•\u00A0" : "";

        public IReadOnlyList<string> Lines(double width) =>
            [.. Labels.SelectMany(label => Typography.Wrap(Bullet + label, width, Size))];

        public double TextWidth(double width) =>
            Lines(width).Select(line => Typography.Width(line, Size)).DefaultIfEmpty().Max();
    }

    private sealed record Box(string Name, double Height)
    {
        public double Top { get; set; }

        public double Bottom => Top + Height;
    }

    public string ToSvg()
    {
        var titleWidth = Typography.Width(diagram.Title, Typography.TitleSize, bold: true);
        var card = new Card(Math.Max(Math.Clamp(titleWidth, 320, Card.WidthMaximum - 2 * Card.Padding), InnerWidth)
            + 2 * Card.Padding);
        var centre = Card.Padding + LeftWidth + (card.Inner - InnerWidth) / 2;
        var top = PlaceBoxes(card.DrawTitle(diagram.Title) + 34);
        var canvas = card.Canvas;
        if (boxes.Length > 0)
        {
            canvas.Circle(centre, boxes[0].Top - 24, 5, Palette.Ink);
            DrawArrow(canvas, centre, boxes[0].Top - 24, centre, boxes[0].Top, Palette.Ink);
        }

        foreach (var edge in edges.Where(edge => edge.IsStraight)) DrawStraight(canvas, edge, centre);
        foreach (var edge in edges.Where(edge => edge.IsLoop)) DrawLoop(canvas, edge, centre);
        DrawLanes(canvas, [.. edges.Where(edge => edge.IsLeap)], RightLanes, centre, RightStart, direction: 1);
        DrawLanes(canvas, [.. edges.Where(edge => edge.IsBack)], LeftLanes, centre, LeftStart, direction: -1);
        foreach (var box in boxes) DrawBox(canvas, box, centre);
        return card.Finish(top, diagram.Title, diagram.CaptionText, diagram.AltText);
    }

    private double LeftStart => boxWidth / 2 + 18;

    /// <summary>Where the innermost lane on the right runs: beside the labels of loops and straight arrows.</summary>
    private double RightStart => edges
        .Where(edge => edge.IsLoop || edge.IsStraight)
        .Select(edge => (edge.IsLoop ? boxWidth / 2 + LoopWidth + 10 : 12) + edge.TextWidth(labelWidth))
        .Append(boxWidth / 2)
        .Max() + 18;

    private double[] LeftLanes => Lanes(edges.Where(edge => edge.IsBack));

    private double[] RightLanes => Lanes(edges.Where(edge => edge.IsLeap));

    private double LeftWidth => LeftLanes is { Length: > 0 } lanes ? LeftStart + lanes.Sum() : boxWidth / 2;

    private double InnerWidth => LeftWidth + RightStart + RightLanes.Sum();

    /// <summary>Gives each edge the innermost lane in which no edge of an overlapping range runs.</summary>
    private static void AssignLanes(IEnumerable<Edge> sided)
    {
        var placed = new List<Edge>();
        foreach (var edge in sided.OrderBy(edge => edge.Lower - edge.Upper).ThenBy(edge => edge.Upper))
        {
            while (placed.Any(other => other.Lane == edge.Lane && other.Overlaps(edge))) edge.Lane++;
            placed.Add(edge);
        }
    }

    /// <summary>Returns the width of each lane, with its labels.</summary>
    private double[] Lanes(IEnumerable<Edge> sided) => [.. sided
        .GroupBy(edge => edge.Lane)
        .OrderBy(lane => lane.Key)
        .Select(lane => lane.Max(edge => edge.TextWidth(laneLabelWidth)) + 24)];

    /// <summary>Lists the lane edges that touch a state on one side, from top to bottom.</summary>
    private IEnumerable<Edge> PortsOf(int state, bool isRight)
    {
        var sided = edges.Where(edge => isRight ? edge.IsLeap : edge.IsBack).ToArray();
        return sided.Where(edge => edge.Lower == state).OrderBy(edge => edge.Lane)
            .Concat(sided.Where(edge => edge.Upper == state).OrderByDescending(edge => edge.Lane));
    }

    private double LoopHeight(int state) => edges.Where(edge => edge.IsLoop && edge.From == state)
        .Select(edge => Math.Max(30, edge.Lines(labelWidth).Count * LineStep + 6))
        .DefaultIfEmpty()
        .Max();

    private double HeightOf(int state)
    {
        var right = PortsOf(state, isRight: true).Count() * PortStep + LoopHeight(state);
        var left = PortsOf(state, isRight: false).Count() * PortStep;
        return Math.Max(40, 16 + Math.Max(right, left));
    }

    private double PlaceBoxes(double top)
    {
        for (var index = 0; index < boxes.Length; index++)
        {
            boxes[index].Top = top;
            var labelLines = edges.Where(edge => edge.IsStraight && edge.From == index)
                .Sum(edge => edge.Lines(labelWidth).Count);
            top = boxes[index].Bottom + Math.Max(40, labelLines * LineStep + 26);
        }

        return boxes.Length == 0 ? top : boxes[^1].Bottom;
    }

    /// <summary>Returns the height at which a lane edge touches a state.</summary>
    private double PortOf(Edge edge, int state)
    {
        var isRight = edge.IsLeap;
        var ports = PortsOf(state, isRight).ToList();
        var index = ports.IndexOf(edge);
        var loop = isRight ? LoopHeight(state) : 0;
        var first = boxes[state].Top + (boxes[state].Height - ports.Count * PortStep - loop) / 2;
        // The loop stands between the edges from above and those to below.
        return first + (index + 0.5) * PortStep + (edge.Upper == state ? loop : 0);
    }

    private static void DrawBox(SvgCanvas canvas, Box box, double centre, double width)
    {
        canvas.Rectangle(centre - width / 2, box.Top, width, box.Height, Palette.Surface, Palette.Line, 8);
        var name = Typography.Shorten(box.Name, (width - 16) / 1.09, Typography.LabelSize);
        canvas.Text(
            centre, box.Top + box.Height / 2 + 4.5, name, Typography.LabelSize, Palette.Ink, Anchor.Middle, bold: true);
    }

    private void DrawBox(SvgCanvas canvas, Box box, double centre) => DrawBox(canvas, box, centre, boxWidth);

    private static void DrawArrow(SvgCanvas canvas, double x1, double y1, double x2, double y2, string colour)
    {
        canvas.Line(x1, y1, x2, y2 - 6, colour, 2);
        canvas.ArrowHead(x2, y2, x2 - x1, y2 - y1, colour);
    }

    private void DrawStraight(SvgCanvas canvas, Edge edge, double centre)
    {
        var (from, to) = (boxes[edge.From].Bottom, boxes[edge.To].Top);
        DrawArrow(canvas, centre, from, centre, to, Palette.Series[0]);
        var lines = edge.Lines(labelWidth);
        canvas.TextLines(centre + 12, FirstBaseline((from + to) / 2 - 2, lines.Count), lines, Size, Palette.Series[0]);
    }

    private void DrawLoop(SvgCanvas canvas, Edge edge, double centre)
    {
        var box = boxes[edge.From];
        var above = PortsOf(edge.From, isRight: true).Count(port => port.Lower == edge.From);
        var ports = PortsOf(edge.From, isRight: true).Count();
        var height = LoopHeight(edge.From);
        var middle = box.Top + (box.Height - ports * PortStep - height) / 2 + above * PortStep + height / 2;
        var (x, reach) = (centre + boxWidth / 2, centre + boxWidth / 2 + LoopWidth);
        var colour = Palette.Series[1];
        canvas.Path(
            $"M{N(x)} {N(middle - 9)}H{N(reach - 8)}Q{N(reach)} {N(middle - 9)} {N(reach)} {N(middle)}"
            + $"Q{N(reach)} {N(middle + 9)} {N(reach - 8)} {N(middle + 9)}H{N(x + 8)}",
            "none", colour, 2);
        canvas.ArrowHead(x, middle + 9, -1, 0, colour);
        var lines = edge.Lines(labelWidth);
        canvas.TextLines(reach + 8, FirstBaseline(middle, lines.Count), lines, Size, colour);
    }

    private void DrawLanes(
        SvgCanvas canvas, Edge[] sided, double[] laneWidths, double centre, double start, int direction)
    {
        var colour = Palette.Series[direction > 0 ? 0 : 2];
        var box = centre + direction * boxWidth / 2;
        double LaneX(Edge edge) => centre + direction * (start + laneWidths.Take(edge.Lane).Sum());
        foreach (var edge in sided)
        {
            var (from, to, lane) = (PortOf(edge, edge.From), PortOf(edge, edge.To), LaneX(edge));
            var bend = Math.Sign(to - from) * 8;
            canvas.Path(
                $"M{N(box)} {N(from)}H{N(lane - direction * 8)}Q{N(lane)} {N(from)} {N(lane)} {N(from + bend)}"
                + $"V{N(to - bend)}Q{N(lane)} {N(to)} {N(lane - direction * 8)} {N(to)}H{N(box + direction * 8)}",
                "none", colour, 2);
            canvas.ArrowHead(box, to, -direction, 0, colour);
        }

        foreach (var edge in sided)
        {
            var lines = edge.Lines(laneLabelWidth);
            var (middle, x) = ((PortOf(edge, edge.From) + PortOf(edge, edge.To)) / 2, LaneX(edge) + direction * 8);
            var (width, height) = (edge.TextWidth(laneLabelWidth) + 4, lines.Count * LineStep + 2);
            // A patch of background keeps the label legible where an outer lane passes behind it.
            var patchLeft = direction > 0 ? x - 2 : x - width + 2;
            canvas.Rectangle(patchLeft, middle - height / 2, width, height, Palette.Background);
            var anchor = direction > 0 ? Anchor.Start : Anchor.End;
            canvas.TextLines(x, FirstBaseline(middle, lines.Count), lines, Size, colour, anchor);
        }
    }

    private static double FirstBaseline(double middle, int lineCount) => middle - (lineCount - 1) * LineStep / 2 + 4;

    private static string N(double value) => NumberText.Coordinate(value);
}
