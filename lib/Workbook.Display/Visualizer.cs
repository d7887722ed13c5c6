using System.Collections.Immutable;
using System.Text;

namespace Workbook.Display;

/// <summary>Plays recorded runs side by side: as a page that works without kernel and network, as a picture and as
/// text.</summary>
/// <remarks>
/// A notebook's committed output holds the picture and the text, which every front end shows; script would be stripped
/// or blocked. The page, from <see cref="SaveAs"/>, is one file with its script, style and data inside, and asks for
/// nothing. <see cref="ToFrame"/> puts the page into a cell of a front end that trusts the notebook.
/// </remarks>
[TypeFormatterSource(typeof(DrawingFormatters), PreferredMimeTypes = [MimeTypes.Svg, MimeTypes.Text])]
public sealed record Visualizer : IDrawing
{
    /// <summary>The largest number of runs side by side.</summary>
    public const int PlaybackMaximum = 3;

    /// <summary>Makes a visualizer.</summary>
    /// <param name="title">What it shows.</param>
    /// <param name="introduction">What the reader should know first, in a few sentences.</param>
    /// <param name="lifeLines">The names of the three life lines, from left to right.</param>
    /// <param name="categories">The names of the kinds of packets, at most three.</param>
    /// <param name="scenes">The scenes; the first is shown first.</param>
    /// <exception cref="ArgumentException">There is no scene, or one does not fit the others.</exception>
    public Visualizer(
        string title, string introduction, IReadOnlyList<string> lifeLines, IReadOnlyList<string> categories,
        IEnumerable<Scene> scenes)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(title);
        ArgumentNullException.ThrowIfNull(lifeLines);
        ArgumentNullException.ThrowIfNull(categories);
        (Title, Introduction) = (title, introduction);
        (LifeLines, Categories, Scenes) = ([.. lifeLines], [.. categories], [.. scenes]);
        if (LifeLines.Length != 3)
            throw Refusal($"expected 3 life lines, got {LifeLines.Length}.");
        if (Scenes.IsEmpty)
            throw Refusal("expected at least one scene, got none.");
        Shown = Scenes[0];
        var names = Shown.Playbacks.Select(playback => playback.Name).ToArray();
        foreach (var scene in Scenes)
        {
            if (scene.Playbacks.Length is 0 or > PlaybackMaximum)
                throw Refusal(
                    $"'{scene.Conditions}' has {scene.Playbacks.Length} runs; expected 1 to {PlaybackMaximum}.");
            if (!scene.Playbacks.Select(playback => playback.Name).SequenceEqual(names))
                throw Refusal($"'{scene.Conditions}' has other runs than the first scene: {string.Join(", ", names)}.");
            if (scene.Playbacks.SelectMany(playback => playback.Packets).Any(packet => packet.Ends < packet.At))
                throw Refusal($"in '{scene.Conditions}' a packet ends before it is sent.");
        }
    }

    /// <summary>Gets what is shown.</summary>
    public string Title { get; }

    /// <summary>Gets what the reader should know first.</summary>
    public string Introduction { get; }

    /// <summary>Gets the names of the life lines from left to right.</summary>
    public ImmutableArray<string> LifeLines { get; }

    /// <summary>Gets the names of the kinds of packets.</summary>
    public ImmutableArray<string> Categories { get; }

    /// <summary>Gets the scenes, in the order of the list.</summary>
    public ImmutableArray<Scene> Scenes { get; }

    /// <summary>Gets the scene that is in the picture and plays first: the first one, unless <see cref="At"/> has chosen
    /// another.</summary>
    public Scene Shown { get; private init; }

    /// <summary>Gets the sentence below the picture that says what to see in it; empty for none.</summary>
    public string CaptionText { get; private init; } = "";

    /// <inheritdoc/>
    public string AltText => $"{Title}. {Heading}: {Shown.Meaning} " + string.Join(
        " ", Shown.Playbacks.Select(playback => $"{playback.Name}: {Result(playback)}."));

    /// <summary>Shows the scene of these conditions and this seed first.</summary>
    /// <exception cref="ArgumentException">There is no such scene.</exception>
    public Visualizer At(string conditions, int seed)
    {
        var scene = Scenes.FirstOrDefault(each => each.Conditions == conditions && each.Seed == seed);
        return this with { Shown = scene ?? throw Refusal($"no scene '{conditions}' with seed {seed}; there are "
                + string.Join(", ", Scenes.Select(each => $"'{each.Conditions}' {each.Seed}")) + ".") };
    }

    /// <summary>Says below the picture what to see in it.</summary>
    public Visualizer Caption(string text) => this with { CaptionText = text };

    /// <summary>Draws the shown scene as a whole, as it stands when everything has been played.</summary>
    public string ToSvg() => new VisualizerStill(this).ToSvg();

    /// <summary>Writes the whole visualizer as one HTML page that needs nothing else, the same on every run.</summary>
    public string ToPage() => new VisualizerPage(this).ToString();

    /// <summary>Writes the page as a frame, for a cell of a front end that trusts the notebook.</summary>
    /// <param name="height">The height of the frame in pixels.</param>
    public string ToFrame(int height = 860) =>
        $"<iframe title=\"{Markup.Escape(Title)}\" width=\"100%\" height=\"{height}\" style=\"border:0\" "
        + $"srcdoc=\"{Markup.Escape(ToPage())}\"></iframe>";

    /// <summary>Writes the page into a file, in UTF-8; a file with the same content is left as it is.</summary>
    /// <param name="path">The file; its folder is made where it is missing.</param>
    public void SaveAs(string path)
    {
        var page = ToPage();
        if (File.Exists(path) && File.ReadAllText(path) == page)
            return;
        if (Path.GetDirectoryName(path) is { Length: > 0 } folder)
            Directory.CreateDirectory(folder);
        File.WriteAllText(path, page);
    }

    /// <summary>Writes the results of the shown scene as a table in characters of one width.</summary>
    public override string ToString()
    {
        var table = Table.Of(
            $"{Title}: {Heading}", new Column("Run"), new Column("Delivered"), new Column("Duplicates"),
            new Column("Overtaken"), new Column("Packets"), new Column("Bytes"), new Column("Last delivery"));
        foreach (var playback in Shown.Playbacks)
        {
            table = table.Row(
                playback.Name, $"{playback.DeliveredCount} of {playback.Sent.Length}", playback.RepeatCount,
                playback.OvertakenCount, playback.Packets.Length, playback.Bytes, LastDelivery(playback));
        }

        var text = new StringBuilder(table.Caption(Shown.Meaning).ToString());
        return CaptionText.Length == 0 ? text.ToString() : text.Append('\n').Append(CaptionText).ToString();
    }

    internal string Heading => $"{Shown.Group}, {Shown.Conditions}, seed {Shown.Seed}";

    internal static string Result(Playback playback) =>
        $"{playback.DeliveredCount} of {playback.Sent.Length} delivered, {playback.RepeatCount} duplicates, "
        + $"{playback.Packets.Length} packets, {playback.Bytes:#,0} bytes";

    internal static string LastDelivery(Playback playback) => playback.Delivered.IsEmpty
        ? "–"
        : $"{playback.Delivered[^1].At.TotalMilliseconds:#,0} ms";

    private ArgumentException Refusal(string why) => new($"Visualizer '{Title}': {why}");
}
