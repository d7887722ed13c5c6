namespace House.Tests;

/// <summary>What can be checked about taste without taste.</summary>
public sealed class TidinessTests
{
    private static readonly string[] CatchAll = ["Utils", "Helpers", "Helper", "Common", "Manager", "Misc"];

    private static IEnumerable<string> Sources => Repository.Files.Where(file => file.EndsWith(".cs", StringComparison.Ordinal));

    [Fact]
    public void No_file_or_folder_has_a_catch_all_name() =>
        Assert.Empty(Sources.Where(file => file.Split('/', '.').Intersect(CatchAll).Any()));

    [Fact]
    public void No_test_is_switched_off_and_nothing_is_left_to_do() =>
        Assert.Empty(Sources.Where(file => file != "tests/House.Tests/TidinessTests.cs")
            .Where(file => Repository.Read(file) is var text &&
                (text.Contains("Skip =") || text.Contains("TODO") || text.Contains("FIXME") || text.Contains("NotImplementedException"))));

    [Fact]
    public void No_line_of_the_library_is_longer_than_140_columns() =>
        Assert.Empty(Sources.Where(file => file.StartsWith("lib/", StringComparison.Ordinal)).SelectMany(file => Repository.Read(file).Split('\n')
            .Select((line, index) => (line, at: $"{file}:{index + 1}")))
            .Where(line => line.line.Length > 140).Select(line => line.at));

    [Fact]
    public void No_source_file_of_the_library_is_longer_than_500_lines() =>
        Assert.Empty(Sources.Where(file => file.StartsWith("lib/", StringComparison.Ordinal))
            .Select(file => (file, lines: Repository.Read(file).Count(c => c == '\n')))
            .Where(entry => entry.lines > 500));

    [Fact]
    public void Nothing_names_a_folder_of_the_machine_it_was_written_on()
    {
        string home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile) + "/";
        string parent = Path.GetDirectoryName(Repository.Root)! + "/";
        string[] folders = [.. new[] { home, parent }.Where(folder => folder.Count(c => c == '/') > 2)];
        Assert.Empty(Repository.Files
            .Where(file => Path.GetExtension(file) is not (".png" or ".ico"))
            .Where(file => folders.Any(Repository.Read(file).Contains)));
    }
}
