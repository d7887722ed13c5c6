namespace Workbook.Examples.Tests;

/// <summary>An audit trail of numbered, chained entries shows by itself what is twice, missing or changed.</summary>
public sealed class AuditTests
{
    private static readonly AuditEntry[] Trail =
        [.. Enumerable.Range(2, 4).Aggregate(
            new List<AuditEntry> { AuditEntry.First("opened by key 1") },
            (trail, key) => [.. trail, trail[^1].Next($"opened by key {key}")])];

    [Fact]
    public void A_whole_trail_is_sound() =>
        Assert.Equal("twice: none; missing: none; changed: none", AuditReport.Of(Trail).ToString());

    [Fact]
    public void A_copy_is_seen_and_does_no_harm()
    {
        var report = AuditReport.Of([.. Trail, Trail[2]]);
        Assert.Equal([3L], report.Duplicates);
        Assert.True(report.IsSound);
    }

    [Fact]
    public void A_missing_entry_leaves_a_gap_except_at_the_end()
    {
        Assert.Equal([3L], AuditReport.Of(Trail.Where(entry => entry.Sequence != 3)).Missing);
        Assert.Equal([1L], AuditReport.Of(Trail[1..]).Missing);
        Assert.True(AuditReport.Of(Trail[..4]).IsSound);
    }

    [Fact]
    public void A_changed_entry_no_longer_fits_its_hash() => Assert.Equal(
        [3L], AuditReport.Of(Trail.Select(entry => entry.Sequence == 3 ? entry with { Event = "nothing" } : entry)).Changed);

    [Fact]
    public void An_entry_made_anew_no_longer_fits_the_one_behind_it()
    {
        AuditEntry forged = Trail[1].Next("nothing");
        Assert.True(forged.IsWhole);
        Assert.Equal([4L], AuditReport.Of(Trail.Select(entry => entry.Sequence == 3 ? forged : entry)).Changed);
    }

    [Fact]
    public void An_entry_travels_as_text()
    {
        Assert.Equal(Trail[3], AuditEntry.Parse(Trail[3].ToString()));
        Assert.StartsWith("4|opened by key 4|", Trail[3].ToString());
    }

    [Theory]
    [InlineData("opened")]
    [InlineData("x|opened|a|b")]
    public void What_is_no_entry_gets_a_sentence(string payload) =>
        Assert.Contains($"got '{payload}'", Assert.Throws<FormatException>(() => AuditEntry.Parse(payload)).Message);

    [Fact]
    public void An_event_with_the_separator_is_refused() =>
        Assert.Contains("expected no '|'", Assert.Throws<ArgumentException>(() => AuditEntry.First("a|b")).Message);

    [Fact]
    public void An_empty_log_is_sound() => Assert.True(AuditReport.Of([]).IsSound);
}
