using Microsoft.DotNet.Interactive.Formatting;

namespace Workbook.Kernel.Tests;

/// <summary>
/// Values become texts by mime type through the real formatting library of .NET Interactive, which finds the formatters
/// of a type by the name of an attribute.
/// </summary>
public sealed class FormattingTests
{
    [Fact]
    public void A_type_is_shown_in_every_mime_type_that_it_prefers()
    {
        var data = Formatting.Format(new Drawing());
        Assert.Equal(["image/svg+xml", "text/plain"], data.Keys);
        Assert.Equal(("<svg/>", "a drawing"), (data["image/svg+xml"], data["text/plain"]));
    }

    [Fact]
    public void Plain_text_is_added_where_a_type_does_not_list_it() =>
        Assert.Equal(["image/svg+xml", "text/plain"], Formatting.Format(new DrawingWithoutText()).Keys);

    [Fact]
    public void Asking_for_a_mime_type_gives_that_one_and_plain_text() =>
        Assert.Equal(["text/html", "text/plain"], Formatting.Format("x", "text/html").Keys);

    [Fact]
    public void A_string_is_plain_text_and_a_number_is_HTML_and_plain_text()
    {
        Assert.Equal(["text/plain"], Formatting.Format("x").Keys);
        Assert.Equal(["text/html", "text/plain"], Formatting.Format(1).Keys);
    }

    public static TheoryData<object> Values =>
    [
        1, 1.5, true, 'c', DayOfWeek.Monday, TimeSpan.FromSeconds(1), new[] { 1, 2 }, new { A = 1, B = new { C = "x" } },
        new Dictionary<string, int[]> { ["a"] = [1] }, new Uri("http://localhost"), new object(),
    ];

    [Theory]
    [MemberData(nameof(Values), DisableDiscoveryEnumeration = true)]
    public void Values_look_as_the_formatting_library_shows_them(object value)
    {
        var data = Formatting.Format(value, "text/html", "text/plain");
        Assert.Equal(value.ToDisplayString("text/html"), data["text/html"]);
        Assert.Equal(value.ToDisplayString("text/plain"), data["text/plain"]);
    }

    [Fact]
    public void A_formatter_that_throws_is_left_out_and_said_so()
    {
        var data = Formatting.Format(new Broken());
        Assert.Equal("ok", data["text/plain"]);
        Assert.False(data.ContainsKey("image/svg+xml"));
    }

    [Fact]
    public void A_preferred_mime_type_without_formatter_does_not_end_the_process() =>
        Assert.Equal(["text/plain"], Formatting.Format(new Promising()).Keys);

    [Fact]
    public void A_failing_formatter_does_not_fail_the_cell()
    {
        using var session = new Session();
        Assert.Equal(
            "stderr:Bad could not be shown as text/plain: no text|display:Bad|result:2",
            session.Show("class Bad { public override string ToString() => throw new Exception(\"no text\"); }\ndisplay(new Bad()); 2"));
    }

    [Fact]
    public void What_one_notebook_registers_is_forgotten_by_the_next()
    {
        using var session = new Session();
        session.Run("using Microsoft.DotNet.Interactive.Formatting;\nFormatter.Register<int>(i => \"registered\", \"text/plain\");");
        Assert.Equal("result:registered", session.Show("1"));
        using var next = new Session();
        Assert.Equal("result:1", next.Show("1"));
    }

    [AttributeUsage(AttributeTargets.Class)]
    private sealed class TypeFormatterSourceAttribute(Type source) : Attribute
    {
        public Type FormatterSourceType { get; } = source;

        public string[]? PreferredMimeTypes { get; set; }
    }

    private sealed class Writer(string mimeType, Func<string> render)
    {
        public string MimeType { get; } = mimeType;

        public bool Format(object value, TextWriter writer)
        {
            writer.Write(render());
            return true;
        }
    }

    private sealed class DrawingFormatters
    {
        private readonly string _text = "a drawing";

        public IEnumerable<object> CreateTypeFormatters() =>
            [new Writer("image/svg+xml", () => "<svg/>"), new Writer("text/plain", () => _text)];
    }

    private sealed class BrokenFormatters
    {
        private readonly string _text = "ok";

        public IEnumerable<object> CreateTypeFormatters() =>
            [new Writer("image/svg+xml", () => throw new InvalidOperationException("broken")), new Writer("text/plain", () => _text)];
    }

    [TypeFormatterSource(typeof(DrawingFormatters), PreferredMimeTypes = ["image/svg+xml", "text/plain"])]
    private sealed class Drawing;

    [TypeFormatterSource(typeof(DrawingFormatters), PreferredMimeTypes = ["image/svg+xml"])]
    private sealed class DrawingWithoutText;

    [TypeFormatterSource(typeof(BrokenFormatters), PreferredMimeTypes = ["image/svg+xml", "text/plain"])]
    private sealed class Broken;

    [TypeFormatterSource(typeof(DrawingFormatters), PreferredMimeTypes = ["image/nosuch", "text/plain"])]
    private sealed class Promising;
}
