using System.Text.Json;

namespace Workbook.Display.Tests;

/// <summary>A visualizer checks what it is given, counts it, and writes a page that holds everything it needs.</summary>
public sealed class VisualizerTests
{
    private static Visualizer Sample => (Visualizer)Samples.Drawings["visualizer"];

    [Fact]
    public void A_run_is_counted_by_what_came_out()
    {
        var run = Sample.Scenes[0].Playbacks[1];
        Assert.Equal((2, 1, 1), (run.DeliveredCount, run.RepeatCount, run.OvertakenCount));
        Assert.Equal((64, TimeSpan.FromMilliseconds(520)), (run.Bytes, run.End));
    }

    [Fact]
    public void The_page_holds_picture_text_data_and_script_and_asks_for_nothing()
    {
        string page = Sample.ToPage();
        Assert.Contains("<svg", page);
        Assert.Contains("1 of 2", page);
        Assert.Contains("default-src 'none'", page);
        Assert.DoesNotContain(" src=", page);
        string data = page.Split("application/json\">")[1].Split("</script>")[0];
        using var json = JsonDocument.Parse(data);
        var packet = json.RootElement.GetProperty("scenes")[0].GetProperty("runs")[0].GetProperty("packets")[2];
        Assert.Equal("""[50,80,1,0,"PUBACK id 1",1,4,1]""", packet.GetRawText());
    }

    [Fact]
    public void Text_of_others_cannot_end_the_script()
    {
        const string evil = "</script><script>alert(1)</script>";
        var scene = Sample.Scenes[0] with { Conditions = evil, Meaning = evil };
        string page = new Visualizer(evil, evil, Sample.LifeLines, Sample.Categories, [scene]).ToPage();
        Assert.DoesNotContain("<script>alert", page);
    }

    [Fact]
    public void A_frame_is_one_attribute_that_holds_the_page()
    {
        string frame = Sample.ToFrame(height: 500);
        Assert.StartsWith("<iframe title=\"Two runs\" width=\"100%\" height=\"500\"", frame);
        Assert.DoesNotContain("<script", frame);
        Assert.Equal(Sample.ToPage(), System.Net.WebUtility.HtmlDecode(frame.Split("srcdoc=\"")[1].Split('"')[0]));
    }

    [Fact]
    public void Another_scene_can_be_shown_first_and_one_that_is_not_there_is_named()
    {
        var other = Sample.Scenes[0] with { Seed = 2 };
        var two = new Visualizer("Two", "", Sample.LifeLines, Sample.Categories, [Sample.Scenes[0], other]);
        Assert.Equal(2, two.At("cut", 2).Shown.Seed);
        Assert.Contains("there are 'cut' 1, 'cut' 2", Assert.Throws<ArgumentException>(() => two.At("cut", 3)).Message);
    }

    [Fact]
    public void What_cannot_be_played_is_refused_with_a_sentence()
    {
        var scene = Sample.Scenes[0];
        var late = scene.Playbacks[0] with { Packets = [new(TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(1), 0, 1, "x", 0, 1, false)] };
        Assert.Contains("expected 3 life lines, got 2", Refusal(["a", "b"], [scene]));
        Assert.Contains("expected at least one scene", Refusal(Sample.LifeLines, []));
        Assert.Contains("a packet ends before it is sent", Refusal(Sample.LifeLines, [scene with { Playbacks = [late] }]));
        Assert.Contains("has other runs", Refusal(Sample.LifeLines, [scene, scene with { Playbacks = [scene.Playbacks[0]] }]));
        Assert.Contains("expected 1 to 3", Refusal(Sample.LifeLines, [scene with { Playbacks = [] }]));
    }

    [Fact]
    public void Saving_again_leaves_the_file_as_it_is()
    {
        string path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName(), "page.html");
        Sample.SaveAs(path);
        var written = File.GetLastWriteTimeUtc(path);
        Sample.SaveAs(path);
        Assert.Equal(written, File.GetLastWriteTimeUtc(path));
        Assert.Equal(Sample.ToPage(), File.ReadAllText(path));
        Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);
    }

    private static string Refusal(IReadOnlyList<string> lifeLines, IEnumerable<Scene> scenes) =>
        Assert.Throws<ArgumentException>(() => new Visualizer("V", "", lifeLines, Sample.Categories, scenes)).Message;
}
