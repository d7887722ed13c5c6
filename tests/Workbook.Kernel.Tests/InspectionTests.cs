namespace Workbook.Kernel.Tests;

/// <summary>What an editor tells of the name at a place of a cell; the bar marks the place.</summary>
public sealed class InspectionTests : IDisposable
{
    private const string Earlier = """
        /// <summary>Sings for its <paramref name="times"/> suppers, see <see cref="Cat"/>.</summary>
        /// <param name="times">How often.</param>
        /// <returns>The song.</returns>
        string Sing(int times) => "la";
        class Cat { public int Age; }
        var cat = new Cat();
        """;

    private readonly Notebooks _notebooks = new();
    private readonly string _outside = Environment.CurrentDirectory;
    private readonly CSharpCells _cells = new();

    public InspectionTests()
    {
        Environment.CurrentDirectory = _notebooks.Folder;
        _cells.Run(Earlier, new CellLabel(1), Session.Generous);
    }

    public void Dispose()
    {
        _cells.Dispose();
        Environment.CurrentDirectory = _outside;
        _notebooks.Dispose();
    }

    [Theory]
    [InlineData("ca|t", "Cat cat")]
    [InlineData("|cat", "Cat cat")]
    [InlineData("cat|", "Cat cat")]
    [InlineData("cat.Ag|e", "int Cat.Age")]
    [InlineData("new Ca|t()", "class Cat")]
    [InlineData("Sing|(1)", "string Sing(int times)\n\nSings for its times suppers, see Cat.")]
    [InlineData("Sing(|)", "string Sing(int times)\n\nSings for its times suppers, see Cat.")]
    [InlineData("\"😀\".Length|", "int string.Length")]
    public void A_name_is_told_with_its_signature_and_summary(string cell, string text) =>
        Assert.StartsWith(text, Inspect(cell)!["text/plain"]);

    [Theory]
    [InlineData("1 + |1")]
    [InlineData("|")]
    [InlineData("nonsense|")]
    [InlineData("#!time|")]
    public void Of_what_is_no_name_nothing_is_told(string cell) => Assert.Null(Inspect(cell));

    [Fact]
    public void In_detail_parameters_and_result_are_told_too()
    {
        Assert.Equal(
            "string Sing(int times)\n\nSings for its times suppers, see Cat.\n\ntimes: How often.\n\nReturns: The song.",
            Inspect("Sing|(1)", detailed: true)!["text/plain"]);
    }

    [Fact]
    public void Markdown_has_the_signature_as_code() =>
        Assert.Equal("```csharp\nCat cat\n```", Inspect("cat|")!["text/markdown"]);

    [Fact]
    public void Overloads_are_listed_the_one_that_is_meant_first()
    {
        var lines = Inspect("Math.Ab|s(1.5)")!["text/plain"].Split('\n');
        Assert.Equal("static double Math.Abs(double value)", lines[0]);
        Assert.Contains("static int Math.Abs(int value)", lines);
    }

    [Fact]
    public void A_library_is_documented_by_the_file_beside_it()
    {
        Libraries.Build(_notebooks.Folder, "Door", "public static class Door { public static int Open(int width) => 1; }");
        _notebooks.WriteText("Door.xml", "<doc><members><member name=\"M:Door.Open(System.Int32)\">"
            + "<summary>Opens it\n  <c>wide</c>.</summary></member></members></doc>");
        _cells.Run("#r \"Door.dll\"", new CellLabel(2), Session.Generous);
        Assert.Equal("static int Door.Open(int width)\n\nOpens it wide.", Inspect("Door.Open|(1)")!["text/plain"]);
    }

    [Fact]
    public void What_every_cell_can_call_is_documented() =>
        Assert.Contains("Shows a value under the running cell", Inspect("display|(1)")!["text/plain"]);

    private IReadOnlyDictionary<string, string>? Inspect(string cell, bool detailed = false)
    {
        var position = cell.IndexOf('|');
        return _cells.Inspect(cell.Remove(position, 1), position, detailed);
    }
}
