using System.Text.Json;
using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(Browser.Tests.NotebookServer))]

namespace Browser.Tests;

/// <summary>Each notebook of the book, opened and run in a Jupyter front end as a reader does it.</summary>
public sealed class BookTests(NotebookServer server)
{
    public static TheoryData<string> Notebooks => [.. NotebookServer.Notebooks];

    [Fact]
    public void Jupyter_lists_the_installed_kernel()
    {
        Assert.Contains("Installed the kernel '.net-csharp' (.NET (C#)) in ", server.InstallOutput);
        string list = Programs.Run(server.Start(Programs.JupyterList, "list"));
        Assert.Matches(@"(?m)^ +\.net-csharp +/.*/kernels/\.net-csharp", list);
    }

    [Fact]
    public void The_kernel_is_compiled_ahead() =>
        Assert.DoesNotContain("Not compiled ahead", server.InstallOutput);

    [Fact]
    public void The_doctor_finds_nothing_wrong() =>
        Assert.EndsWith("All is well.\n", Programs.Run(server.Command("kernel", "doctor")));

    [Theory]
    [MemberData(nameof(Notebooks))]
    public async Task Run_all_ends_without_an_error_and_shows_every_figure(string notebook)
    {
        await using Reader reader = await Reader.ArriveAsync();
        await using OpenNotebook open = await reader.OpenAsync(server, notebook);
        await open.ClearAsync();
        await open.StartAllAsync();
        await open.AllRanAsync();
        await open.PictureAsync(Path.GetFileNameWithoutExtension(notebook));
        Assert.Empty(await open.Page.Locator(".output_error").AllInnerTextsAsync());
        Assert.Empty(await open.Page.Locator(".output_stderr").AllInnerTextsAsync());
        IReadOnlyList<ILocator> figures = await open.Page.Locator(".output_svg svg").AllAsync();
        Assert.Equal(StoredFigureCount(notebook), figures.Count);
        foreach (ILocator figure in figures)
        {
            LocatorBoundingBoxResult? box = await figure.BoundingBoxAsync();
            Assert.True(box is { Width: > 100, Height: > 50 }, $"A figure is {box?.Width} x {box?.Height}.");
        }

        Assert.Equal([], open.Complaints);
    }

    private int StoredFigureCount(string notebook)
    {
        using var json = JsonDocument.Parse(File.ReadAllText(Path.Combine(server.Book, "notebooks", notebook)));
        return json.RootElement.GetProperty("cells").EnumerateArray()
            .Where(cell => cell.GetProperty("cell_type").GetString() == "code")
            .SelectMany(cell => cell.GetProperty("outputs").EnumerateArray())
            .Count(output => output.TryGetProperty("data", out JsonElement data)
                && data.TryGetProperty("image/svg+xml", out _));
    }
}
