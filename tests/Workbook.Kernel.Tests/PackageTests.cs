using System.Diagnostics;

namespace Workbook.Kernel.Tests;

/// <summary><c>#r "nuget: ..."</c>: packages come from a feed once, then from the cache, and failures say what to do.</summary>
public sealed class PackageTests : IDisposable
{
    private const string Json = "#r \"nuget: Newtonsoft.Json, 13.0.1\"";

    private static readonly Lazy<string?> FeedProblem = new(TryFeed);

    private readonly Notebooks _notebooks = new();
    private readonly string _outside = Environment.CurrentDirectory;

    public PackageTests()
    {
        Environment.CurrentDirectory = _notebooks.Folder;
        Environment.SetEnvironmentVariable("WORKBOOK_CACHE", Cache);
    }

    private string Cache => Path.Combine(_notebooks.Folder, "cache");

    public void Dispose()
    {
        Environment.SetEnvironmentVariable("WORKBOOK_CACHE", null);
        Environment.CurrentDirectory = _outside;
        _notebooks.Dispose();
    }

    [Fact]
    public void A_package_is_used_in_the_cell_that_asks_for_it_and_in_later_ones()
    {
        NeedFeed();
        using var session = new Session();
        Assert.Equal("display:Installed packages: Newtonsoft.Json, 13.0.1|result:[1,2]", session.Show(
            $"{Json}\nNewtonsoft.Json.JsonConvert.SerializeObject(new[] {{ 1, 2 }})"));
        Assert.Equal("result:[3]", session.Show("using Newtonsoft.Json;\nJsonConvert.SerializeObject(new[] { 3 })"));
        Assert.Equal("result:4", session.Show($"{Json}\n4"));
    }

    [Fact]
    public void A_package_may_be_asked_for_behind_other_code()
    {
        NeedFeed();
        using var session = new Session();
        Assert.EndsWith("|result:Newtonsoft.Json", session.Show(
            $"var a = 1;\n{Json}\ntypeof(Newtonsoft.Json.JsonConvert).Namespace"));
    }

    [Fact]
    public void A_set_of_packages_that_was_restored_once_needs_no_feed_again()
    {
        NeedFeed();
        using (var session = new Session()) session.Run(Json);
        // Whatever asks a feed now fails: the only source is a folder that is gone.
        _notebooks.WriteText("nuget.config", "<configuration><packageSources><clear /></packageSources></configuration>");
        using var next = new Session();
        Assert.Equal("display:Installed packages: Newtonsoft.Json, 13.0.1|result:1", next.Show(Json + "\n1"));
        Assert.Contains("|DirectiveError:", next.Show("#r \"nuget: Newtonsoft.Json.Bson, 1.0.2\""));
    }

    [Fact]
    public void An_unknown_package_gets_a_sentence_and_leaves_the_session_as_it_was()
    {
        NeedFeed();
        using var session = new Session();
        Assert.EndsWith(
            "|DirectiveError:There is no package 'Workbook.No.Such.Package' in the sources that NuGet is set up with: "
                + "check the name, or add a source with #i \"nuget: address or folder\".",
            session.Show("#r \"nuget: Workbook.No.Such.Package, 1.0.0\""));
        Assert.Empty(Directory.EnumerateDirectories(Path.Combine(Cache, "packages")));
        Assert.EndsWith("|result:ok", session.Show(Json + "\n\"ok\""));
    }

    [Fact]
    public void An_unknown_version_gets_a_sentence_that_names_the_nearest()
    {
        NeedFeed();
        using var session = new Session();
        Assert.Contains("DirectiveError:There is no such version of the package 'Newtonsoft.Json' (the nearest is ",
            session.Show("#r \"nuget: Newtonsoft.Json, 99.0.0\""));
    }

    [Fact]
    public void Another_version_of_a_package_in_use_asks_for_a_restart()
    {
        NeedFeed();
        using var session = new Session();
        session.Run(Json);
        Assert.Equal(
            "DirectiveError:The package Newtonsoft.Json, 13.0.1 is in use already: restart the kernel to use version 13.0.3.",
            session.Show("#r \"nuget: Newtonsoft.Json, 13.0.3\"").Split('|')[^1]);
    }

    [Fact]
    public void A_feed_that_cannot_be_reached_gets_a_sentence_and_is_not_cached_as_failed()
    {
        _notebooks.WriteText("nuget.config", "<configuration><packageSources><clear />"
            + "<add key=\"none\" value=\"http://127.0.0.1:9/index.json\" allowInsecureConnections=\"true\" />"
            + "</packageSources></configuration>");
        using var session = new Session();
        var shown = session.Show("#r \"nuget: Some.Package.That.Nobody.Has, 1.0.0\"");
        Assert.Contains("DirectiveError:The package source http://127.0.0.1:9/index.json cannot be reached", shown);
        Assert.Contains("run the cell again", shown);
        Assert.Empty(Directory.EnumerateDirectories(Path.Combine(Cache, "packages")));
    }

    [Fact]
    public void A_folder_can_be_a_source_of_packages()
    {
        using var session = new Session();
        Assert.StartsWith("DirectiveError:#i names the folder ", session.Show("#i \"nuget: feed\""));
        Directory.CreateDirectory(Path.Combine(_notebooks.Folder, "feed"));
        TestPackage.Write(Path.Combine(_notebooks.Folder, "feed"), "Workbook.Test.Package", "1.2.3",
            "namespace Made.For.A.Test; public static class Answer { public static int Value => 42; }");
        _notebooks.WriteText("nuget.config", "<configuration><packageSources><clear /></packageSources>"
            + $"<config><add key=\"globalPackagesFolder\" value=\"{_notebooks.Folder}/global\" /></config></configuration>");
        Assert.EndsWith("|result:42", session.Show(
            "#i \"nuget: feed\"\n#r \"nuget: Workbook.Test.Package, 1.2.3\"\nMade.For.A.Test.Answer.Value"));
    }

    [Fact]
    public void A_stop_ends_a_restore()
    {
        // A feed that accepts and never answers.
        using var silent = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        silent.Start();
        var port = ((System.Net.IPEndPoint)silent.LocalEndpoint).Port;
        _notebooks.WriteText("nuget.config", "<configuration><packageSources><clear />"
            + $"<add key=\"none\" value=\"http://127.0.0.1:{port}/index.json\" allowInsecureConnections=\"true\" />"
            + "</packageSources></configuration>");
        using var session = new CSharpCells();
        using var stop = new CancellationTokenSource();
        var asked = silent.AcceptSocketAsync();
        _ = asked.ContinueWith(_ => stop.Cancel(), TaskScheduler.Default);
        var result = session.Run("#r \"nuget: Some.Package, 1.0.0\"", new CellLabel(1), Session.Generous, stop: stop.Token);
        Assert.Equal(CellStatus.Interrupted, result.Status);
        Assert.Equal("result:1", Session.Show(session.Run("1", new CellLabel(2), Session.Generous)));
    }

    private static void NeedFeed()
    {
        if (FeedProblem.Value is { } problem) Assert.Skip("No package feed can be reached here: " + problem);
    }

    // Asks the feed as a restore of one's own would, by the SDK alone.
    private static string? TryFeed()
    {
        var start = new ProcessStartInfo("dotnet", ["package", "search", "Newtonsoft.Json", "--take", "1", "--exact-match"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return output.Contains("newtonsoft.json", StringComparison.OrdinalIgnoreCase) && process.ExitCode == 0 ? null : output + errors.Result;
    }
}
