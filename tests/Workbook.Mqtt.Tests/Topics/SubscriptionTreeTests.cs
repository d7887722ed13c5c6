using FsCheck.Fluent;
using Workbook.Mqtt.Tests.Codec;
using Workbook.Mqtt.Topics;

namespace Workbook.Mqtt.Tests.Topics;

/// <summary>The tree finds what a walk over all subscriptions finds, in an order that depends on its content alone.</summary>
public sealed class SubscriptionTreeTests
{
    [Fact]
    public void Any_history_leaves_a_tree_that_matches_like_a_plain_list()
    {
        var step =
            from filter in Arbitrary.TopicFilter
            from subscriber in Gen.Choose(0, 4).Select(number => $"c{number}")
            from value in Gen.Choose(0, 1_000)
            from removes in Gen.Elements(true, false)
            select (filter, subscriber, value, removes);
        Checking.ForAll(
            from steps in step.ListOf() from topics in Arbitrary.TopicName.NonEmptyListOf() select (steps, topics),
            1_000,
            run =>
            {
                var tree = new SubscriptionTree<int>();
                var model = new Dictionary<(string Filter, string Subscriber), int>();
                foreach (var (filter, subscriber, value, removes) in run.steps)
                {
                    bool had = model.ContainsKey((filter, subscriber));
                    if (removes)
                    {
                        Assert.Equal(model.Remove((filter, subscriber)), tree.Remove(filter, subscriber));
                        continue;
                    }

                    Assert.Equal(!had, tree.Set(filter, subscriber, value));
                    model[(filter, subscriber)] = value;
                }

                Assert.Equal(model.Count, tree.Count);
                return run.topics.All(topic => FindsTheSame(tree, model, topic));
            });
    }

    [Fact]
    public void Order_depends_on_the_content_and_not_on_the_history()
    {
        string[] filters = ["a/b", "a/+", "#", "a/#", "+/b"];
        var forward = new SubscriptionTree<string>();
        var backward = new SubscriptionTree<string>();
        foreach (string filter in filters)
        {
            foreach (string subscriber in (string[])["c1", "c2", "c3"])
                forward.Set(filter, subscriber, filter);
        }

        foreach (string filter in filters.Reverse())
        {
            foreach (string subscriber in (string[])["c3", "gone", "c2", "c1"])
                backward.Set(filter, subscriber, filter);
            Assert.True(backward.Remove(filter, "gone"));
        }

        Assert.Equal(Match(forward, "a/b"), Match(backward, "a/b"));
        Assert.Equal(15, Match(forward, "a/b").Count);
    }

    [Fact]
    public void Removing_everything_leaves_no_node()
    {
        var tree = new SubscriptionTree<int>();
        string[] filters = ["a/b/c", "a/b", "a/+/c", "a/#", "#", "+", "/", "a//b"];
        foreach (string filter in filters)
            tree.Set(filter, "c", 1);
        Assert.Equal(12, tree.NodeCount);
        foreach (string filter in filters)
            Assert.True(tree.Remove(filter, "c"));
        Assert.Equal((0, 0), (tree.Count, tree.NodeCount));
        Assert.False(tree.Remove("a/b", "c"));
    }

    [Fact]
    public void Subscription_is_found_by_the_very_filter_it_was_made_with()
    {
        var tree = new SubscriptionTree<int>();
        tree.Set("a/+", "c", 7);
        Assert.True(tree.TryGet("a/+", "c", out int value));
        Assert.Equal(7, value);
        Assert.False(tree.TryGet("a/b", "c", out _));
        Assert.False(tree.TryGet("a/+", "d", out _));
    }

    [Fact]
    public void Filter_of_the_greatest_depth_is_added_matched_and_removed()
    {
        var tree = new SubscriptionTree<int>();
        string deep = new('/', 65_535);
        tree.Set(deep, "c", 1);
        Assert.Single(Match(tree, deep));
        Assert.True(tree.Remove(deep, "c"));
        Assert.Equal(0, tree.NodeCount);
    }

    [Fact]
    public void Matching_allocates_nothing_in_steady_state()
    {
        var tree = new SubscriptionTree<int>();
        foreach (string filter in (string[])["sensor/+/temp", "sensor/#", "#", "sensor/1/temp", "other/1"])
            tree.Set(filter, "c", 1);
        var results = new List<SubscriptionMatch<int>>();
        Assert.Equal(0, Allocation.Of(() =>
        {
            results.Clear();
            tree.Match("sensor/1/temp", results);
        }));
        Assert.Equal(4, results.Count);
    }

    private static bool FindsTheSame(
        SubscriptionTree<int> tree, Dictionary<(string Filter, string Subscriber), int> model, string topic)
    {
        var expected = model.Where(held => TopicFilter.Matches(held.Key.Filter, topic))
            .Select(held => new SubscriptionMatch<int>(held.Key.Subscriber, held.Value));
        return Sorted(Match(tree, topic)).SequenceEqual(Sorted(expected));
    }

    private static IEnumerable<SubscriptionMatch<int>> Sorted(IEnumerable<SubscriptionMatch<int>> matches) =>
        matches.OrderBy(match => match.Subscriber, StringComparer.Ordinal).ThenBy(match => match.Value);

    private static List<SubscriptionMatch<T>> Match<T>(SubscriptionTree<T> tree, string topic)
    {
        var results = new List<SubscriptionMatch<T>>();
        tree.Match(topic, results);
        return results;
    }
}
