namespace Workbook.Tests;

/// <summary>A check shows what was seen, and fails the cell when the claim does not hold.</summary>
public sealed class CheckTests
{
    [Fact]
    public void A_claim_that_holds_is_shown_with_what_was_seen()
    {
        var result = Check.Equal("Two copies arrive.", 2, 2);
        Assert.Equal("\u2713 Checked: Two copies arrive. Seen: 2", result.ToString());
        Assert.Contains("Two copies arrive.", result.ToHtml());
    }

    [Fact]
    public void A_claim_that_fails_says_what_was_expected_and_what_was_seen()
    {
        var failure = Assert.Throws<CheckFailedException>(() => Check.Equal("Two copies arrive.", 2, 1));
        Assert.Equal("The check failed: Two copies arrive. Expected: 2. Seen: 1.", failure.Message);
    }

    [Fact]
    public void Lists_are_compared_element_by_element()
    {
        Assert.Equal("1, 2", Check.Equal("The same.", new[] { 1, 2 }, new[] { 1, 2 }).Seen);
        var failure = Assert.Throws<CheckFailedException>(() => Check.Equal("The same.", new[] { 1, 2 }, new[] { 2, 1 }));
        Assert.Contains("Seen: 2, 1", failure.Message);
    }

    [Fact]
    public void A_condition_that_fails_says_what_was_seen()
    {
        var failure = Assert.Throws<CheckFailedException>(() => Check.That("It is small.", 30 < 20, "30 bytes"));
        Assert.Equal("The check failed: It is small. Seen: 30 bytes.", failure.Message);
    }

    [Fact]
    public void Text_from_a_run_cannot_break_the_page() =>
        Assert.DoesNotContain("<b>loud", Check.Equal("Safe.", "<b>loud", "<b>loud").ToHtml());

    [Fact]
    public void An_impossible_input_is_shown_with_the_sentence_that_refuses_it() => Assert.Equal(
        "\u2713 Checked: No negative price. Seen: price: got -1.",
        Check.Refused("No negative price.", () => throw new ArgumentException("price: got -1.")).ToString());

    [Fact]
    public void An_impossible_input_that_is_accepted_fails_the_check()
    {
        var failure = Assert.Throws<CheckFailedException>(() => Check.Refused("No negative price.", () => -1));
        Assert.Equal("The check failed: No negative price. Seen: it was accepted and gave -1.", failure.Message);
    }
}
