using Workbook.Mqtt.Packets;
using Workbook.Mqtt.Trace;

namespace Workbook.Examples.Tests;

public sealed class DecisionTests
{
    public static IEnumerable<MessageNeed> AllNeeds =>
        from loss in Enum.GetValues<LossCost>()
        from duplicate in Enum.GetValues<DuplicateCost>()
        from isIdempotent in new[] { false, true }
        from isReplaceable in new[] { false, true }
        from direction in Enum.GetValues<Direction>()
        from sleep in Enum.GetValues<SleepPattern>()
        from limit in new TimeSpan?[] { null, TimeSpan.FromMinutes(1) }
        from absence in new[] { TimeSpan.Zero, TimeSpan.FromHours(8) }
        select new MessageNeed
        {
            LossCost = loss,
            DuplicateCost = duplicate,
            IsIdempotent = isIdempotent,
            IsReplaceable = isReplaceable,
            Direction = direction,
            Sleep = sleep,
            StalenessLimit = limit,
            LongestAbsence = absence,
        };

    [Fact]
    public void Every_need_is_decided_in_every_aspect_by_one_rule_each() => Assert.All(AllNeeds, need =>
    {
        var decision = DecisionFramework.Decide(need);
        Assert.Equal(Enum.GetValues<DecisionAspect>(), decision.Reasons.Select(rule => rule.Aspect));
        Assert.Equal(decision.Session == SessionKind.Persistent, decision.SessionExpiry is not null);
    });

    [Fact]
    public void Every_rule_decides_some_need()
    {
        var used = AllNeeds.SelectMany(need => DecisionFramework.Decide(need).Reasons).ToHashSet();
        Assert.Empty(DecisionFramework.Rules.Except(used));
    }

    [Fact]
    public void Each_aspect_ends_with_otherwise_so_that_a_flowchart_has_an_end() =>
        Assert.All(Enum.GetValues<DecisionAspect>(), aspect =>
        {
            var rules = DecisionFramework.RulesFor(aspect);
            Assert.Equal("otherwise", rules[^1].Condition);
            Assert.DoesNotContain(rules.SkipLast(1), rule => rule.Condition == "otherwise");
        });

    [Fact]
    public void Harm_by_duplicates_always_gets_a_key_unless_nothing_is_ever_repeated() => Assert.All(
        AllNeeds.Where(need => need.DuplicateCost == DuplicateCost.Harmful).Select(DecisionFramework.Decide),
        decision => Assert.True(decision.QoS == QualityOfService.AtMostOnce || decision.DeduplicationKey is not null));

    [Fact]
    public void A_session_outlives_the_longest_absence() => Assert.All(AllNeeds, need =>
        Assert.True(DecisionFramework.Decide(need).SessionExpiry is not { } expiry || expiry > need.LongestAbsence
            || need.LongestAbsence == TimeSpan.Zero));

    [Fact]
    public void A_sleeping_pure_publisher_keeps_no_session_below_QoS_2()
    {
        var decision = DecisionFramework.Decide(new MessageNeed
        {
            LossCost = LossCost.Serious, Sleep = SleepPattern.SleepsDisconnected, LongestAbsence = TimeSpan.FromHours(1),
        });
        Assert.Equal((QualityOfService.AtLeastOnce, SessionKind.Clean), (decision.QoS, decision.Session));
    }

    [Fact]
    public void A_command_that_dies_before_the_device_wakes_is_warned_about()
    {
        var decision = DecisionFramework.Decide(new MessageNeed
        {
            LossCost = LossCost.Serious,
            Direction = Direction.ToClient,
            StalenessLimit = TimeSpan.FromMinutes(1),
            Sleep = SleepPattern.SleepsDisconnected,
            LongestAbsence = TimeSpan.FromHours(1),
        });
        Assert.Contains(decision.Warnings, warning => warning.StartsWith("The message is stale after", StringComparison.Ordinal));
        Assert.Equal(TimeSpan.FromHours(2), decision.SessionExpiry);
    }

    [Fact]
    public void Of_the_published_choices_configuration_confirmation_and_the_lock_differ_from_ours()
    {
        var differing = DecisionFramework.Compare().Where(row => !row.Agrees).Select(row => row.Name);
        Assert.Equal(["configuration update", "delivery confirmation", "unlock door in the index"], differing);
        var status = DecisionFramework.Compare().Single(row => row.Name == "device status");
        Assert.True(status.Agrees && status.Ours.Retain);
    }

    [Fact]
    public void A_staleness_limit_below_zero_gets_a_sentence() => Checking.Refuses(
        "StalenessLimit: expected a duration above 0", () => new MessageNeed { StalenessLimit = TimeSpan.FromSeconds(-1) });
}
