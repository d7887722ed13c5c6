using System.Text.RegularExpressions;
using FsCheck.Fluent;
using Workbook.Mqtt.Tests.Codec;
using Workbook.Mqtt.Topics;

namespace Workbook.Mqtt.Tests.Topics;

/// <summary>Filters are parsed by the rules of section 4.7 and matched like a regular expression made of the same text.</summary>
public sealed class TopicFilterTests
{
    [Theory]
    [InlineData("#")]
    [InlineData("+")]
    [InlineData("/")]
    [InlineData("a/#")]
    [InlineData("+/+/#")]
    [InlineData("a//b")]
    [InlineData("$SYS/#")]
    [InlineData("$share")]
    [InlineData("a b")]
    public void Valid_filter_is_parsed_as_it_is(string text)
    {
        TopicFilter filter = TopicFilter.Parse(text);
        Assert.Equal((text, text, null), (filter.Text, filter.Pattern, filter.ShareName));
    }

    [Theory]
    [InlineData("", "MQTT-4.7.3-1")]
    [InlineData("a\0b", "MQTT-4.7.3-2")]
    [InlineData("a#", "MQTT-4.7.1-1")]
    [InlineData("#/a", "MQTT-4.7.1-1")]
    [InlineData("a/#/b", "MQTT-4.7.1-1")]
    [InlineData("a+", "MQTT-4.7.1-2")]
    [InlineData("++", "MQTT-4.7.1-2")]
    [InlineData("a/+b/c", "MQTT-4.7.1-2")]
    [InlineData("$share//a", "MQTT-4.8.2-1")]
    [InlineData("$share/g", "MQTT-4.8.2-2")]
    [InlineData("$share/g/", "MQTT-4.8.2-2")]
    [InlineData("$share/+/a", "MQTT-4.8.2-2")]
    [InlineData("$share/g/a#", "MQTT-4.7.1-1")]
    [Trait("clause", "3.1.1 4.7.1-2")]
    [Trait("clause", "3.1.1 4.7.1-3")]
    [Trait("clause", "3.1.1 4.7.3-1")]
    [Trait("clause", "3.1.1 4.7.3-2")]
    [Trait("clause", "5.0 4.7.1-1")]
    [Trait("clause", "5.0 4.7.1-2")]
    [Trait("clause", "5.0 4.7.3-1")]
    [Trait("clause", "5.0 4.7.3-2")]
    [Trait("clause", "5.0 4.8.2-1")]
    [Trait("clause", "5.0 4.8.2-2")]
    public void Invalid_filter_is_refused_with_its_clause(string text, string clause)
    {
        Assert.False(TopicFilter.TryParse(text, out TopicFilter? filter, out TopicError? error));
        Assert.Null(filter);
        Assert.Equal(clause, error.Clause500);
        Assert.Throws<ArgumentException>(() => TopicFilter.Parse(text));
    }

    [Fact]
    public void Lone_surrogate_is_refused()
    {
        Assert.False(TopicFilter.TryParse("a\uD800b", out _, out TopicError? error));
        Assert.Equal("MQTT-1.5.4-1", error.Clause500);
    }

    [Fact]
    [Trait("clause", "3.1.1 4.7.3-3")]
    [Trait("clause", "5.0 4.7.3-3")]
    public void Filter_may_have_65_535_bytes_and_no_more()
    {
        Assert.True(TopicFilter.TryParse(new string('x', 65_535), out _, out _));
        Assert.False(TopicFilter.TryParse(new string('x', 65_536), out _, out _));
        Assert.False(TopicFilter.TryParse(new string('é', 32_768), out _, out TopicError? error));
        Assert.Equal("MQTT-4.7.3-3", error.Clause500);
    }

    [Fact]
    public void Shared_filter_is_split_into_group_and_pattern()
    {
        TopicFilter filter = TopicFilter.Parse("$share/group/a/#");
        Assert.True(filter.IsShared);
        Assert.Equal(("group", "a/#"), (filter.ShareName, filter.Pattern));
        Assert.True(filter.Matches(TopicName.Parse("a/b")));
        Assert.False(filter.Matches(TopicName.Parse("$share/group/a/b")));
    }

    [Theory]
    [InlineData("sport/tennis/#", "sport/tennis", true)]
    [InlineData("sport/tennis/#", "sport/tennis/player1/ranking", true)]
    [InlineData("sport/tennis/+", "sport/tennis/player1/ranking", false)]
    [InlineData("sport/+", "sport", false)]
    [InlineData("sport/+", "sport/", true)]
    [InlineData("+/+", "/finance", true)]
    [InlineData("/+", "/finance", true)]
    [InlineData("+", "/finance", false)]
    [InlineData("#", "$SYS/a", false)]
    [InlineData("+/a", "$SYS/a", false)]
    [InlineData("$SYS/#", "$SYS/a", true)]
    [InlineData("a/#", "a/$b", true)]
    [InlineData("a", "A", false)]
    [InlineData("caf\u00E9", "cafe\u0301", false)]
    [Trait("clause", "3.1.1 3.3.2-3")]
    [Trait("clause", "5.0 3.3.2-3")]
    public void Filter_matches_as_the_standard_says(string filter, string topic, bool matches) =>
        Assert.Equal(matches, TopicFilter.Parse(filter).Matches(TopicName.Parse(topic)));

    [Fact]
    [Trait("clause", "3.1.1 3.3.2-3")]
    [Trait("clause", "5.0 3.3.2-3")]
    public void Matching_agrees_with_a_regular_expression() => Checking.ForAll(
        from filter in Arbitrary.TopicFilter from topic in Arbitrary.TopicName select (filter, topic),
        20_000,
        pair => TopicFilter.Matches(pair.filter, pair.topic) == MatchesAsExpression(pair.filter, pair.topic));

    [Theory]
    [InlineData("a/+")]
    [InlineData("#")]
    [InlineData("")]
    [InlineData("a\0")]
    [Trait("clause", "3.1.1 4.7.1-1")]
    [Trait("clause", "5.0 4.7.0-1")]
    public void Topic_name_with_wildcard_null_or_nothing_is_refused(string text)
    {
        Assert.False(TopicName.TryParse(text, out _, out TopicError? error));
        Assert.StartsWith("Expected a topic name", error.ToString(), StringComparison.Ordinal);
    }

    /// <summary>The naive model: each level becomes a piece of a regular expression.</summary>
    internal static bool MatchesAsExpression(string filter, string topic)
    {
        if (topic[0] == '$' && (filter[0] == '+' || filter[0] == '#'))
            return false;
        IEnumerable<string> pieces = filter.Split('/').Select(level => level switch
        {
            "+" => "/[^/]*",
            "#" => "(/.*)?",
            _ => "/" + Regex.Escape(level),
        });
        return Regex.IsMatch("/" + topic, "^" + string.Concat(pieces) + "$", RegexOptions.Singleline) ||
            filter == "#";
    }
}
