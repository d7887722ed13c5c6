using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Workbook.Display;

/// <summary>Writes a <see cref="Visualizer"/> as one page: the parts beside this file, with the data inside.</summary>
internal sealed class VisualizerPage(Visualizer visualizer)
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.Default };

    public override string ToString() => new StringBuilder(Part("html"))
        .Replace("{{title}}", Markup.Escape(visualizer.Title))
        .Replace("{{introduction}}", Markup.Escape(visualizer.Introduction))
        .Replace("{{style}}", Part("css"))
        .Replace("{{still}}", visualizer.ToSvg())
        .Replace("{{text}}", Markup.Escape(visualizer.ToString()))
        .Replace("{{data}}", Data().ToJsonString(Plain))
        .Replace("{{script}}", Part("js"))
        .ToString();

    private static string Part(string extension)
    {
        using var stream = typeof(VisualizerPage).Assembly.GetManifestResourceStream($"Visualizer.{extension}")!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd().ReplaceLineEndings("\n").TrimEnd('\n');
    }

    private JsonObject Data() => new()
    {
        ["lines"] = Strings(visualizer.LifeLines),
        ["categories"] = Strings(visualizer.Categories),
        ["shown"] = visualizer.Scenes.IndexOf(visualizer.Shown),
        ["scenes"] = List(visualizer.Scenes, scene => new JsonObject
        {
            ["group"] = scene.Group,
            ["conditions"] = scene.Conditions,
            ["meaning"] = scene.Meaning,
            ["seed"] = scene.Seed,
            ["runs"] = List(scene.Playbacks, Run),
        }),
    };

    /// <summary>Packets, events and items are rows without names, since there are thousands of them.</summary>
    private static JsonObject Run(Playback playback) => new()
    {
        ["name"] = playback.Name,
        ["detail"] = playback.Detail,
        ["packets"] = List(playback.Packets, packet => new JsonArray(
            Milliseconds(packet.At), Milliseconds(packet.Ends), packet.From, packet.To, packet.Label,
            packet.Category, packet.Bytes, packet.IsLost ? 1 : 0)),
        ["events"] = List(playback.Events, each => new JsonArray(Milliseconds(each.At), each.From, each.To, each.Text)),
        ["sent"] = List(playback.Sent, item => new JsonArray(Milliseconds(item.At), item.Name)),
        ["delivered"] = List(playback.Delivered, item => new JsonArray(
            Milliseconds(item.At), item.Name, item.IsRepeat ? 1 : 0, item.IsOvertaken ? 1 : 0)),
    };

    private static int Milliseconds(TimeSpan time) => (int)Math.Round(time.TotalMilliseconds);

    private static JsonArray Strings(IEnumerable<string> texts) => List(texts, text => JsonValue.Create(text)!);

    private static JsonArray List<T>(IEnumerable<T> items, Func<T, JsonNode> node) => [.. items.Select(node)];
}
