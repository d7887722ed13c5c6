using Workbook.Traces;

namespace Workbook.Tests.Traces;

/// <summary>The committed page of the visualizer is the one that the recorders make today.</summary>
public sealed class QosVisualizerTests
{
    private const int LargestPage = 300_000;

    [Fact]
    public void The_committed_page_is_fresh()
    {
        string path = Path.Combine(FindRoot(), "notebooks", "visualizer", "qos-visualizer.html");
        Assert.True(
            File.ReadAllText(path) == QosVisualizer.Record().ToPage(),
            "Refresh it with 'dotnet run --project lib/Workbook.Cli -- run notebooks/20-qos-levels.ipynb'.");
    }

    [Fact]
    public void The_page_is_small_and_names_nothing_outside_itself()
    {
        string page = QosVisualizer.Record().ToPage();
        Assert.True(page.Length < LargestPage, $"{page.Length} characters");
        Assert.DoesNotContain("{{", page);
        Assert.DoesNotContain("https://", page);
        Assert.DoesNotContain("http://", page.Replace("http://www.w3.org/2000/svg", ""));
    }

    [Fact]
    public void Both_physics_are_there_with_three_levels_each()
    {
        var scenes = QosVisualizer.Record().Scenes;
        Assert.Equal([QosVisualizer.Connections, QosVisualizer.Datagrams], scenes.Select(scene => scene.Group).Distinct());
        Assert.All(scenes, scene => Assert.Equal(["QoS 0", "QoS 1", "QoS 2"], scene.Playbacks.Select(run => run.Name)));
    }

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Workbook.sln")))
                return folder.FullName;
        }

        throw new DirectoryNotFoundException($"No Workbook.sln above {AppContext.BaseDirectory}.");
    }
}
