namespace Workbook.Display;

/// <summary>Draws the shown scene of a <see cref="Visualizer"/> as a picture: time runs downwards, all runs to the same
/// scale.</summary>
internal sealed class VisualizerStill(Visualizer visualizer)
{
    private const double HeadHeight = 26;
    private const double ItemRadius = 8;
    private const double PanelGap = 16;
    private const double HeightMaximum = 620;
    private const double HeightMinimum = 220;

    /// <summary>How far a packet goes that does not arrive, as a part of the way.</summary>
    private const double ReachOfLost = 0.5;

    /// <summary>How far life lines stand from the edge of their panel: room for the items beside them.</summary>
    private const double Edge = 34;

    private readonly Card card = new(Card.WidthMaximum);
    private readonly Scene scene = visualizer.Shown;
    private double pixelsPerMillisecond;

    public string ToSvg()
    {
        var top = card.DrawTitle(visualizer.Title);
        var subtitle = Typography.Wrap($"{visualizer.Heading}. {scene.Meaning}", card.Inner, Typography.SmallSize);
        top = card.Canvas.TextLines(Card.Padding, top + 14, subtitle, Typography.SmallSize, Palette.Muted) - 10;
        var colours = visualizer.Categories.Select((name, i) => (name, Palette.Series[i])).ToArray();
        top = card.DrawKey(top, [.. colours, ("✗ lost", Palette.Bad)]) + 12;
        var milliseconds = Math.Max(1, scene.End.TotalMilliseconds);
        var height = Math.Clamp(milliseconds * 0.36, HeightMinimum, HeightMaximum);
        pixelsPerMillisecond = height / milliseconds;
        var width = (card.Inner - PanelGap * (scene.Playbacks.Length - 1)) / scene.Playbacks.Length;
        for (var i = 0; i < scene.Playbacks.Length; i++)
            DrawPanel(scene.Playbacks[i], Card.Padding + i * (width + PanelGap), top, width, height);
        return card.Finish(
            top + 30 + HeadHeight + height + 76, visualizer.Title, visualizer.CaptionText, visualizer.AltText);
    }

    private void DrawPanel(Playback playback, double left, double top, double width, double height)
    {
        var heading = playback.Detail.Length == 0 ? playback.Name : $"{playback.Name}: {playback.Detail}";
        card.Canvas.Text(left, top + 14, heading, Typography.LabelSize, Palette.Ink, bold: true);
        top += 26;
        var lines = new[] { left + Edge, left + width / 2, left + width - Edge };
        for (var i = 0; i < lines.Length; i++)
        {
            var name = visualizer.LifeLines[i];
            var head = Math.Min(width / 3 - 6, Typography.Width(name, 11, bold: true) + 12);
            card.Canvas.Line(lines[i], top + HeadHeight, lines[i], top + HeadHeight + height + 12, Palette.Line, 1.5);
            card.Canvas.Rectangle(lines[i] - head / 2, top, head, HeadHeight - 4, Palette.Surface, Palette.Line, 5);
            var shown = Typography.Shorten(name, head - 6, 11);
            card.Canvas.Text(lines[i], top + 15, shown, 11, Palette.Ink, Anchor.Middle, bold: true);
        }

        var zero = top + HeadHeight + 8;
        foreach (var each in playback.Events)
            DrawEvent(each, lines, zero);
        foreach (var packet in playback.Packets)
            DrawPacket(packet, lines, zero);
        foreach (var item in playback.Sent)
            DrawItem(item, lines[0] - 18, Y(item.At, zero), Palette.Ink, Palette.Surface);
        foreach (var item in playback.Delivered)
        {
            var colour = item.IsRepeat ? Palette.Series[5] : item.IsOvertaken ? Palette.Series[2] : Palette.Good;
            DrawItem(item, lines[2] + 18, Y(item.At, zero), colour, Palette.Background);
        }

        DrawResult(playback, left, zero + height + 24);
    }

    private double Y(TimeSpan at, double zero) => zero + at.TotalMilliseconds * pixelsPerMillisecond;

    private void DrawPacket(PlayedPacket packet, double[] lines, double zero)
    {
        var (from, to) = (lines[packet.From], lines[packet.To]);
        var (start, end) = (Y(packet.At, zero), Y(packet.Ends, zero));
        if (packet.IsLost)
        {
            var x = from + (to - from) * ReachOfLost;
            card.Canvas.Line(from, start, x, end, Palette.Bad, 1.5);
            card.Canvas.Line(x - 4, end - 4, x + 4, end + 4, Palette.Bad, 2);
            card.Canvas.Line(x - 4, end + 4, x + 4, end - 4, Palette.Bad, 2);
            return;
        }

        var colour = Palette.Series[packet.Category];
        card.Canvas.Line(from, start, to, end, colour, 1.5);
        card.Canvas.Circle(to, end, 2.5, colour);
    }

    private void DrawEvent(PlayedEvent each, double[] lines, double zero)
    {
        var y = Y(each.At, zero);
        card.Canvas.Line(lines[each.From], y, lines[each.To], y, Palette.Bad, 1.5, "4 3");
        // What is lost there ends halfway: the word stands beside it.
        var centre = lines[each.From] + (lines[each.To] - lines[each.From]) * 0.28;
        var width = Typography.Width(each.Text, 10, bold: true) + 10;
        card.Canvas.Rectangle(centre - width / 2, y - 8, width, 16, Palette.BadSurface, Palette.Bad, 8);
        card.Canvas.Text(centre, y + 3.5, each.Text, 10, Palette.Bad, Anchor.Middle, bold: true);
    }

    private void DrawItem(PlayedItem item, double x, double y, string colour, string fill)
    {
        card.Canvas.Circle(x, y, ItemRadius, fill, colour);
        card.Canvas.Text(x, y + 3.5, item.Name, 10, colour, Anchor.Middle, bold: true);
    }

    private void DrawResult(Playback playback, double left, double top)
    {
        var isComplete = playback.DeliveredCount == playback.Sent.Length;
        var sign = isComplete ? "✓" : "✗";
        card.Canvas.Text(
            left, top, $"{sign} {playback.DeliveredCount} of {playback.Sent.Length} delivered", Typography.SmallSize,
            isComplete ? Palette.Good : Palette.Bad, bold: true);
        var copies = playback.RepeatCount == 0 ? "no duplicates" : playback.RepeatCount == 1
            ? "1 duplicate"
            : $"{playback.RepeatCount} duplicates";
        var copiesColour = playback.RepeatCount == 0 ? Palette.Muted : Palette.Series[5];
        card.Canvas.Text(left, top + 17, copies, Typography.SmallSize, copiesColour, bold: playback.RepeatCount > 0);
        var cost = $"{playback.Packets.Length} packets, {playback.Bytes:#,0} bytes";
        card.Canvas.Text(left, top + 34, cost, Typography.SmallSize, Palette.Muted);
    }
}
