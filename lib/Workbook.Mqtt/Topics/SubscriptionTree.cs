using System.Diagnostics.CodeAnalysis;

namespace Workbook.Mqtt.Topics;

/// <summary>Holds subscriptions by topic filter and finds those that match a topic name, level by level.</summary>
/// <remarks>
/// A node stands for the levels that lead to it. The ways down are kept in one dictionary for the whole tree, from
/// (node, level) to node, so that a node with one child and a node with a million cost alike; + and # have fields.
/// At each node the subscriptions are sorted by subscriber, so that what a match finds, and in which order, depends
/// on nothing but the subscriptions held. Adding to or removing from a filter with n subscribers moves up to n entries.
/// Nodes that hold nothing are removed at once. One call at a time: matching uses lists that belong to the tree.
/// </remarks>
/// <typeparam name="T">What is kept with each subscription.</typeparam>
public sealed partial class SubscriptionTree<T>
{
    private readonly Dictionary<Edge, Node> children = new(EdgeComparer.Instance);
    private readonly Dictionary<Edge, Node>.AlternateLookup<EdgeView> childrenByView;
    private readonly Node root = new(0);
    private readonly List<Node> path = [];
    private List<Node> current = [], next = [];
    private int lastNodeId;

    /// <summary>Makes an empty tree.</summary>
    public SubscriptionTree() => childrenByView = children.GetAlternateLookup<EdgeView>();

    /// <summary>How many subscriptions are held.</summary>
    public int Count { get; private set; }

    /// <summary>How many nodes are held besides the root: one for each distinct beginning of a filter.</summary>
    public int NodeCount { get; private set; }

    /// <summary>Adds a subscription or replaces it, and says whether it is new (MQTT 5.0 [MQTT-3.8.4-3]).</summary>
    /// <param name="pattern">A valid filter, without the prefix of a shared subscription.</param>
    /// <param name="subscriber">The key of the subscriber.</param>
    /// <param name="value">What to keep with the subscription.</param>
    public bool Set(ReadOnlySpan<char> pattern, string subscriber, T value)
    {
        Node node = root;
        for (bool isLast = false; !isLast;)
            node = FindOrAdd(node, TopicFilter.TakeLevel(ref pattern, out isLast));
        int index = node.Find(subscriber);
        if (index >= 0)
        {
            node.Entries[index] = new(subscriber, value);
            return false;
        }

        node.Insert(~index, new(subscriber, value));
        Count++;
        return true;
    }

    /// <summary>Finds a subscription by the very filter it was made with.</summary>
    /// <param name="pattern">The filter, compared character by character.</param>
    /// <param name="subscriber">The key of the subscriber.</param>
    /// <param name="value">What was kept with it; the default when there is none.</param>
    public bool TryGet(ReadOnlySpan<char> pattern, string subscriber, [MaybeNullWhen(false)] out T value)
    {
        Node? node = root;
        for (bool isLast = false; !isLast && node is not null;)
            node = Find(node, TopicFilter.TakeLevel(ref pattern, out isLast));
        int index = node?.Find(subscriber) ?? -1;
        value = index < 0 ? default : node!.Entries[index].Value;
        return index >= 0;
    }

    /// <summary>Removes a subscription and says whether there was one (MQTT 5.0 [MQTT-3.10.4-1]).</summary>
    /// <param name="pattern">The filter, compared character by character.</param>
    /// <param name="subscriber">The key of the subscriber.</param>
    public bool Remove(ReadOnlySpan<char> pattern, string subscriber)
    {
        path.Clear();
        path.Add(root);
        ReadOnlySpan<char> rest = pattern;
        for (bool isLast = false; !isLast;)
        {
            if (Find(path[^1], TopicFilter.TakeLevel(ref rest, out isLast)) is not { } child)
                return false;
            path.Add(child);
        }

        int index = path[^1].Find(subscriber);
        if (index < 0)
            return false;
        path[^1].RemoveAt(index);
        Count--;
        Prune(pattern);
        return true;
    }

    /// <summary>
    /// Adds every subscription whose filter matches a topic name to a list, without allocation of its own.
    /// </summary>
    /// <remarks>A subscriber is found once for each of its filters that match.</remarks>
    /// <param name="topic">A valid topic name.</param>
    /// <param name="results">Where the subscriptions are added.</param>
    public void Match(ReadOnlySpan<char> topic, List<SubscriptionMatch<T>> results)
    {
        bool mayBeWild = !topic.StartsWith('$');
        current.Clear();
        current.Add(root);
        for (bool isLast = false; !isLast && current.Count > 0; mayBeWild = true)
        {
            ReadOnlySpan<char> level = TopicFilter.TakeLevel(ref topic, out isLast);
            next.Clear();
            foreach (Node node in current)
            {
                if (mayBeWild)
                    node.Multi?.AddTo(results);
                if (childrenByView.TryGetValue(new EdgeView(node, level), out Node? exact))
                    next.Add(exact);
                if (mayBeWild && node.Plus is { } plus)
                    next.Add(plus);
            }

            (current, next) = (next, current);
        }

        foreach (Node node in current)
        {
            node.AddTo(results);
            node.Multi?.AddTo(results);
        }
    }

    private Node? Find(Node parent, ReadOnlySpan<char> level) => level switch
    {
        "+" => parent.Plus,
        "#" => parent.Multi,
        _ => childrenByView.TryGetValue(new EdgeView(parent, level), out Node? child) ? child : null,
    };

    private Node FindOrAdd(Node parent, ReadOnlySpan<char> level)
    {
        if (Find(parent, level) is { } found)
            return found;
        var child = new Node(++lastNodeId);
        NodeCount++;
        switch (level)
        {
            case "+":
                parent.Plus = child;
                break;
            case "#":
                parent.Multi = child;
                break;
            default:
                childrenByView[new EdgeView(parent, level)] = child;
                parent.ChildCount++;
                break;
        }

        return child;
    }

    private void Prune(ReadOnlySpan<char> pattern)
    {
        for (int depth = path.Count - 1; depth > 0 && path[depth].IsEmpty; depth--)
        {
            int slash = pattern.LastIndexOf('/');
            ReadOnlySpan<char> level = pattern[(slash + 1)..];
            pattern = slash < 0 ? default : pattern[..slash];
            Node parent = path[depth - 1];
            if (level is "+")
                parent.Plus = null;
            else if (level is "#")
                parent.Multi = null;
            else if (childrenByView.Remove(new EdgeView(parent, level)))
                parent.ChildCount--;
            NodeCount--;
        }
    }
}
