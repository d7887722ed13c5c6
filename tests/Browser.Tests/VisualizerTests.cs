using System.Globalization;
using Microsoft.Playwright;

namespace Browser.Tests;

/// <summary>The committed page of the visualizer, used by a reader: it plays, steps and scrubs, by mouse and keyboard, with
/// and without motion, light and dark, without network and without script.</summary>
public sealed class VisualizerTests(Chromium chromium) : IClassFixture<Chromium>
{
    private static readonly Uri Page = new(Path.Combine(FindRoot(), "notebooks", "visualizer", "qos-visualizer.html"));

    [Fact]
    public async Task It_asks_for_nothing_and_the_console_stays_clean()
    {
        var page = await chromium.OpenAsync();
        var requests = new List<string>();
        var console = new List<string>();
        page.Request += (_, request) => requests.Add(request.Url);
        page.Console += (_, message) => console.Add(message.Text);
        page.PageError += (_, error) => console.Add(error);
        await page.Context.SetOfflineAsync(true);
        await page.GotoAsync(Page.AbsoluteUri);
        foreach (string name in await page.Locator("#conditions option").AllInnerTextsAsync())
        {
            await page.Locator("#conditions").SelectOptionAsync(name);
            await page.Locator("#end").ClickAsync();
        }

        Assert.Equal([Page.AbsoluteUri], requests.Where(url => !url.StartsWith("data:", StringComparison.Ordinal)));
        Assert.Empty(console);
    }

    [Fact]
    public async Task It_plays_to_the_end_and_stops_there()
    {
        var page = await OpenAsync();
        await page.Locator("#speed").SelectOptionAsync("1");
        await page.Locator("#play").ClickAsync();
        await Assertions.Expect(page.Locator("#play")).ToHaveTextAsync("Pause");
        await Assertions.Expect(page.Locator("#play")).ToHaveTextAsync("Play");
        Assert.Equal(await page.Locator("#scrub").GetAttributeAsync("max"), await page.Locator("#scrub").InputValueAsync());
        await Assertions.Expect(page.Locator("dd").First).ToHaveTextAsync("2 of 5 ✗");
    }

    [Fact]
    public async Task It_pauses_where_the_reader_says()
    {
        var page = await OpenAsync();
        await page.Locator("#speed").SelectOptionAsync("0.0625");
        await page.Locator("#play").ClickAsync();
        await page.WaitForFunctionAsync("Number(document.getElementById('scrub').value) > 5");
        await page.Locator("#play").ClickAsync();
        int before = await TimeAsync(page);
        await page.EvaluateAsync("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))");
        Assert.Equal(before, await TimeAsync(page));
    }

    [Fact]
    public async Task It_steps_by_buttons_and_says_what_happens()
    {
        var page = await OpenAsync();
        await page.Locator("#forward").ClickAsync();
        int first = await TimeAsync(page);
        await page.Locator("#forward").ClickAsync();
        Assert.True(await TimeAsync(page) > first);
        await page.Locator("#back").ClickAsync();
        Assert.Equal(first, await TimeAsync(page));
        await Assertions.Expect(page.Locator("#now")).ToContainTextAsync("PUBLISH 1 reaches broker");
    }

    [Fact]
    public async Task It_is_used_by_keyboard_alone()
    {
        var page = await OpenAsync();
        await page.Keyboard.PressAsync("ArrowRight");
        int first = await TimeAsync(page);
        Assert.True(first > 0);
        await page.Keyboard.PressAsync("End");
        Assert.Equal(await page.Locator("#scrub").GetAttributeAsync("max"), await page.Locator("#scrub").InputValueAsync());
        await page.Keyboard.PressAsync("Home");
        Assert.Equal(0, await TimeAsync(page));
        await page.Keyboard.PressAsync("Space");
        await Assertions.Expect(page.Locator("#play")).ToHaveTextAsync("Pause");
        await page.Keyboard.PressAsync("Space");
        await Assertions.Expect(page.Locator("#play")).ToHaveTextAsync("Play");
    }

    [Fact]
    public async Task Tab_reaches_every_control_in_order_and_the_focus_is_seen()
    {
        var page = await OpenAsync();
        await page.Keyboard.PressAsync("ArrowRight");
        var reached = new List<string>();
        for (int press = 0; press < 10; press++)
        {
            await page.Keyboard.PressAsync("Tab");
            reached.Add(await page.EvaluateAsync<string>("document.activeElement.id"));
            string outline = await page.EvaluateAsync<string>("getComputedStyle(document.activeElement).outlineStyle");
            Assert.True(outline == "solid", $"{reached[^1]} shows no focus");
        }

        Assert.Equal(["conditions", "seed", "level", "speed", "start", "back", "play", "forward", "end", "scrub"], reached);
    }

    [Fact]
    public async Task Scrubbing_goes_to_a_moment_and_back()
    {
        var page = await OpenAsync();
        await page.Locator("#scrub").FillAsync("300");
        Assert.Equal("300 ms", await page.Locator("#clock").InnerTextAsync());
        string later = await page.Locator("dd").Nth(3).InnerTextAsync();
        await page.Locator("#scrub").FillAsync("10");
        string earlier = await page.Locator("dd").Nth(3).InnerTextAsync();
        Assert.True(int.Parse(later, CultureInfo.InvariantCulture) > int.Parse(earlier, CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task Choosing_a_network_a_seed_and_a_level_changes_what_is_played()
    {
        var page = await OpenAsync();
        await page.Locator("#conditions").SelectOptionAsync("20 % lost");
        await Assertions.Expect(page.Locator("#meaning")).ToContainTextAsync("One datagram in five is lost");
        Assert.Equal(3, await page.Locator("figure").CountAsync());
        await page.Locator("#level").SelectOptionAsync("QoS 1");
        Assert.Equal(1, await page.Locator("figure").CountAsync());
        await page.Locator("#seed").SelectOptionAsync("2");
        await page.Locator("#end").ClickAsync();
        await Assertions.Expect(page.Locator("dd").Nth(1)).ToHaveTextAsync("7");
    }

    [Theory]
    [InlineData("publisher cut")]
    [InlineData("cut again and again")]
    [InlineData("30 % lost")]
    public async Task No_name_of_an_arrow_covers_another_however_dense_they_are(string conditions)
    {
        var page = await OpenAsync();
        await page.Locator("#conditions").SelectOptionAsync(conditions);
        await page.Locator("#end").ClickAsync();
        double nearest = await page.EvaluateAsync<double>(
            """
            () => { let nearest = Infinity;
              for (const svg of document.querySelectorAll("figure svg")) {
                const names = [...svg.querySelectorAll(".label:not(.asked)")].map(label => {
                  const matrix = label.getCTM();
                  return Array.from({ length: label.getNumberOfChars() }, (_, i) =>
                    label.getStartPositionOfChar(i).matrixTransform(matrix)); });
                const scale = svg.getBoundingClientRect().width / 340;
                names.forEach((one, i) => names.slice(i + 1).forEach(other => one.forEach(a => other.forEach(b =>
                  nearest = Math.min(nearest, Math.hypot(a.x - b.x, a.y - b.y) / scale))))); }
              return nearest; }
            """);
        Assert.True(nearest >= 7, $"two names come within {nearest:F1} of each other; letters are 7 high");
    }

    [Fact]
    public async Task The_name_of_a_crowded_arrow_shows_when_one_points_at_it_or_steps_to_it()
    {
        var page = await OpenAsync(new BrowserNewContextOptions { ViewportSize = new() { Width = 1280, Height = 1200 } });
        await page.Locator("#conditions").SelectOptionAsync("publisher cut");
        await page.Locator("#level").SelectOptionAsync("QoS 2");
        await page.Locator("#end").ClickAsync();
        Assert.True(await page.Locator(".label").CountAsync() < await page.Locator("line.wire").CountAsync());
        var box = (await page.Locator("line.wire").Last.BoundingBoxAsync())!;
        await page.Mouse.MoveAsync(box.X + box.Width / 2, box.Y + box.Height / 2);
        await Assertions.Expect(page.Locator("line.wire.asked")).ToHaveCountAsync(1);
        await page.Mouse.MoveAsync(1, 1);
        await Assertions.Expect(page.Locator("line.wire.asked")).ToHaveCountAsync(0);

        await page.Locator("#start").ClickAsync();
        await page.Keyboard.PressAsync("ArrowRight");
        await Assertions.Expect(page.Locator(".label.asked").First).ToBeVisibleAsync();
    }

    [Fact]
    public async Task With_reduced_motion_playing_steps_from_moment_to_moment()
    {
        var page = await OpenAsync(new BrowserNewContextOptions { ReducedMotion = ReducedMotion.Reduce });
        await Assertions.Expect(page.Locator("#motion")).ToContainTextAsync("step by step");
        await page.Locator("#speed").SelectOptionAsync("1");
        await page.EvaluateAsync(
            """
            () => { window.seen = new Set();
              new MutationObserver(() => window.seen.add(document.getElementById('clock').textContent))
                .observe(document.getElementById('clock'), { childList: true }); }
            """);
        await page.Locator("#play").ClickAsync();
        await Assertions.Expect(page.Locator("#play")).ToHaveTextAsync("Play", new() { Timeout = 30_000 });
        int seen = await page.EvaluateAsync<int>("window.seen.size");
        int steps = await page.EvaluateAsync<int>(
            """
            () => { document.getElementById('start').click(); let count = 0;
              while (!document.getElementById('forward').disabled) { document.getElementById('forward').click(); count++; }
              return count; }
            """);
        Assert.Equal(steps, seen);
    }

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task Its_colours_have_the_contrast_that_text_needs(ColorScheme scheme)
    {
        var page = await OpenAsync(new BrowserNewContextOptions { ColorScheme = scheme });
        var colours = await page.EvaluateAsync<Dictionary<string, string>>(
            """
            () => { const style = getComputedStyle(document.documentElement), found = {};
              for (const name of ['page','card','surface','ink','muted','good','bad','bad-surface','again','late','c0','c1','c2','focus'])
                found[name] = style.getPropertyValue('--' + name).trim();
              return found; }
            """);
        (string Text, string Behind)[] pairs =
        [
            .. new[] { "ink", "muted" }.Select(text => (text, "page")),
            .. new[] { "ink", "muted", "good", "bad", "again", "late", "c0", "c1", "c2" }.Select(text => (text, "card")),
            ("ink", "surface"), ("bad", "bad-surface"), ("page", "focus"),
        ];
        Assert.All(pairs, pair =>
        {
            double contrast = Contrast(colours[pair.Text], colours[pair.Behind]);
            Assert.True(contrast >= 4.5, $"{pair.Text} on {pair.Behind}: {contrast:F2}");
        });
    }

    [Fact]
    public async Task Dark_is_dark_and_light_is_light()
    {
        var dark = await OpenAsync(new BrowserNewContextOptions { ColorScheme = ColorScheme.Dark });
        var light = await OpenAsync(new BrowserNewContextOptions { ColorScheme = ColorScheme.Light });
        const string background = "getComputedStyle(document.body).backgroundColor";
        Assert.Equal("rgb(13, 17, 23)", await dark.EvaluateAsync<string>(background));
        Assert.Equal("rgb(255, 255, 255)", await light.EvaluateAsync<string>(background));
    }

    [Fact]
    public async Task Without_script_a_picture_and_its_text_stand_in()
    {
        var page = await OpenAsync(new BrowserNewContextOptions { JavaScriptEnabled = false });
        Assert.True(await page.Locator("#still svg").IsVisibleAsync());
        Assert.Contains("2 of 5", await page.Locator("#still pre").InnerTextAsync());
        Assert.False(await page.Locator("#player").IsVisibleAsync());
    }

    [Fact]
    public async Task A_narrow_window_needs_no_sideways_scrolling()
    {
        var page = await OpenAsync(new BrowserNewContextOptions { ViewportSize = new() { Width = 380, Height = 800 } });
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"));
    }

    private async Task<IPage> OpenAsync(BrowserNewContextOptions? reader = null)
    {
        var page = await chromium.OpenAsync(reader);
        await page.GotoAsync(Page.AbsoluteUri);
        return page;
    }

    private static async Task<int> TimeAsync(IPage page) =>
        int.Parse(await page.Locator("#scrub").InputValueAsync(), CultureInfo.InvariantCulture);

    /// <summary>The contrast ratio of WCAG 2.2.</summary>
    private static double Contrast(string one, string other)
    {
        double[] luminances = [Luminance(one), Luminance(other)];
        return (luminances.Max() + 0.05) / (luminances.Min() + 0.05);
    }

    private static double Luminance(string colour)
    {
        var channels = Enumerable.Range(0, 3)
            .Select(i => int.Parse(colour.AsSpan(1 + 2 * i, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0)
            .Select(value => value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4)).ToArray();
        return 0.2126 * channels[0] + 0.7152 * channels[1] + 0.0722 * channels[2];
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
