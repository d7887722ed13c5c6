using System.Xml.Linq;

namespace House.Tests;

/// <summary>The rooms refer to each other only downwards, and to no package that they may not know.</summary>
public sealed class ArrowTests
{
    private static readonly Dictionary<string, string[]> Arrows = new()
    {
        ["Workbook.Mqtt"] = [],
        ["Workbook.Display"] = [],
        ["Workbook.Explore"] = ["Workbook.Mqtt"],
        ["Workbook.Simulate"] = ["Workbook.Mqtt"],
        ["Workbook.Live"] = ["Workbook.Mqtt"],
        ["Workbook.Examples"] = ["Workbook.Mqtt"],
        ["Workbook"] =
        [
            "Workbook.Explore", "Workbook.Simulate", "Workbook.Live", "Workbook.Examples", "Workbook.Display",
            "Workbook.Mqtt",
        ],
        ["Workbook.Kernel"] = [],
        ["Workbook.Cli"] =
        [
            "Workbook.Kernel", "Workbook.Explore", "Workbook.Simulate", "Workbook.Live", "Workbook.Examples",
            "Workbook.Mqtt",
        ],
    };

    [Fact]
    public void Every_room_is_in_the_plan() =>
        Assert.Equal(
            Arrows.Keys.Order(),
            Directory.GetFiles(Path.Combine(Repository.Root, "lib"), "*.csproj", SearchOption.AllDirectories)
                .Select(path => Path.GetFileNameWithoutExtension(path)).Order());

    [Theory]
    [InlineData("Workbook.Mqtt")]
    [InlineData("Workbook.Display")]
    [InlineData("Workbook.Explore")]
    [InlineData("Workbook.Simulate")]
    [InlineData("Workbook.Live")]
    [InlineData("Workbook.Examples")]
    [InlineData("Workbook")]
    [InlineData("Workbook.Kernel")]
    [InlineData("Workbook.Cli")]
    public void A_room_refers_only_to_rooms_below_it(string room)
    {
        var above = References(room, "ProjectReference")
            .Where(reference => (string?)reference.Attribute("ReferenceOutputAssembly") != "false")
            .Select(reference => Path.GetFileNameWithoutExtension((string)reference.Attribute("Include")!))
            .Except(Arrows[room]);
        Assert.Empty(above);
    }

    [Theory]
    [InlineData("Workbook.Mqtt")]
    [InlineData("Workbook.Explore")]
    [InlineData("Workbook.Simulate")]
    [InlineData("Workbook.Examples")]
    [InlineData("Workbook.Display")]
    [InlineData("Workbook")]
    public void A_room_that_notebooks_load_needs_no_package(string room) =>
        Assert.Empty(References(room, "PackageReference"));

    private static IEnumerable<XElement> References(string room, string kind) =>
        XDocument.Parse(Repository.Read($"lib/{room}/{room}.csproj")).Descendants(kind);
}
