using System.Xml.Linq;

namespace Workbook.Display.Tests;

/// <summary>Goal: a table says the same in HTML and text. Method: small tables, read back.</summary>
public sealed class TableTests
{
    [Theory]
    [InlineData("Level", "Level")]
    [InlineData("ReceivedOnce", "Received once")]
    [InlineData("DUPFlag", "DUP flag")]
    [InlineData("Lost_messages", "Lost messages")]
    public void Property_names_become_words(string name, string words) => Assert.Equal(words, Table.InWords(name));

    [Fact]
    public void Html_is_well_formed_and_keeps_any_text_as_text()
    {
        var table = Table.Of("<b>&", new Column("<i>", "<u>")).Row("<script>alert(1)</script>").Caption("\"'<");
        var html = XElement.Parse($"<div>{table.ToHtml()}</div>");
        Assert.Equal("<script>alert(1)</script>", html.Descendants("td").Single().Value);
        Assert.Equal("<i> (<u>)", html.Descendants("th").Single().Value);
        Assert.Empty(html.Descendants("script"));
    }

    [Fact]
    public void Header_cells_name_their_scope() => Assert.All(
        XElement.Parse($"<div>{Samples.Views["table"].ToHtml()}</div>").Descendants("th"),
        header => Assert.Equal("col", header.Attribute("scope")!.Value));

    [Fact]
    public void Numbers_stand_right_and_words_left()
    {
        var table = Table.From([new { Name = "a", Size = 7 }, new { Name = "bcdefg", Size = 1234 }]);
        var lines = table.ToString().Split('\n');
        Assert.Equal("Name     Size", lines[0]);
        Assert.Equal("a           7", lines[2]);
        Assert.Equal("bcdefg  1,234", lines[3]);
    }

    [Fact]
    public void Values_are_written_for_readers()
    {
        var text = Table.Of("", new Column("v"))
            .Row(true).Row((object?)null).Row(TimeSpan.FromMilliseconds(1.5)).Row(0.123456)
            .Row((object)new[] { 1, 2 }).Row(DayOfWeek.Monday).ToString();
        Assert.Equal(["yes", "–", "1.5 ms", "0.1235", "1, 2", "Monday"], text.TrimEnd().Split('\n')[2..]);
    }

    [Fact]
    public void Marks_are_words()
    {
        var table = Table.From("", [new { Lost = 0 }, new { Lost = 3 }], row => row.Lost > 0 ? Mark.Bad : Mark.Good);
        var rows = table.ToString().TrimEnd().Split('\n')[2..];
        Assert.Equal(["0  ✓ good", "3  ✗ bad"], rows.Select(row => row.Trim()));
    }

    [Fact]
    public void Rows_beyond_the_bound_are_counted()
    {
        var table = Table.From(Enumerable.Range(0, 1500).Select(i => new { Number = i }));
        Assert.Contains("… and 1,300 more rows.", table.ToHtml());
        Assert.Contains("… and 1,300 more rows.", table.ToString());
    }

    [Fact]
    public void A_row_of_the_wrong_length_is_refused()
    {
        var refusal = Assert.Throws<ArgumentException>(() => Table.Of("t", new Column("a"), new Column("b")).Row(1));
        Assert.Equal("Table 't': row 1 has 1 values; expected 2, one for each column.", refusal.Message);
    }

    [Fact]
    public void An_unknown_column_is_refused()
    {
        var refusal = Assert.Throws<ArgumentException>(() => Table.From([new { A = 1 }]).Column("B", unit: "s"));
        Assert.Contains("there is no column 'B'; expected one of 'A'.", refusal.Message);
    }

    [Fact]
    public void Objects_without_properties_are_refused() =>
        Assert.Contains("no properties", Assert.Throws<ArgumentException>(() => Table.From([1, 2])).Message);
}
