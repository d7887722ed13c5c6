using System.Diagnostics.CodeAnalysis;

namespace Workbook.Mqtt.Topics;

public sealed partial class SubscriptionTree<T>
{
    private sealed class Node(int id)
    {
        private int count;

        public int Id { get; } = id;

        public int ChildCount { get; set; }

        public Node? Plus { get; set; }

        public Node? Multi { get; set; }

        public SubscriptionMatch<T>[] Entries { get; private set; } = [];

        public bool IsEmpty => count == 0 && ChildCount == 0 && Plus is null && Multi is null;

        public void AddTo(List<SubscriptionMatch<T>> results) => results.AddRange(Entries.AsSpan(0, count));

        /// <summary>Gives the index of a subscriber, or the complement of the index where it belongs.</summary>
        public int Find(string subscriber)
        {
            (int low, int high) = (0, count - 1);
            while (low <= high)
            {
                int middle = (low + high) >>> 1;
                int order = string.CompareOrdinal(Entries[middle].Subscriber, subscriber);
                if (order == 0)
                    return middle;
                if (order < 0)
                    low = middle + 1;
                else
                    high = middle - 1;
            }

            return ~low;
        }

        public void Insert(int index, SubscriptionMatch<T> entry)
        {
            if (count == Entries.Length)
            {
                var larger = new SubscriptionMatch<T>[count == 0 ? 1 : count * 2];
                Entries.AsSpan().CopyTo(larger);
                Entries = larger;
            }

            Entries.AsSpan(index, count - index).CopyTo(Entries.AsSpan(index + 1));
            Entries[index] = entry;
            count++;
        }

        public void RemoveAt(int index)
        {
            Entries.AsSpan(index + 1, count - index - 1).CopyTo(Entries.AsSpan(index));
            Entries[--count] = default;
        }
    }

    /// <summary>The way from a node to a child: a key that owns its level.</summary>
    private readonly record struct Edge(Node Parent, string Level);

    /// <summary>The same way while it is only looked up: its level is part of a longer text.</summary>
    private readonly ref struct EdgeView(Node parent, ReadOnlySpan<char> level)
    {
        public Node Parent { get; } = parent;

        public ReadOnlySpan<char> Level { get; } = level;
    }

    private sealed class EdgeComparer : IEqualityComparer<Edge>, IAlternateEqualityComparer<EdgeView, Edge>
    {
        public static EdgeComparer Instance { get; } = new();

        public bool Equals(Edge one, Edge other) => one.Parent == other.Parent && one.Level == other.Level;

        public bool Equals(EdgeView view, Edge edge) =>
            view.Parent == edge.Parent && view.Level.SequenceEqual(edge.Level);

        public int GetHashCode([DisallowNull] Edge edge) => Hash(edge.Parent, edge.Level);

        public int GetHashCode(EdgeView view) => Hash(view.Parent, view.Level);

        public Edge Create(EdgeView view) => new(view.Parent, view.Level.ToString());

        private static int Hash(Node parent, ReadOnlySpan<char> level) =>
            string.GetHashCode(level) ^ parent.Id * unchecked((int)0x9E3779B1);
    }
}
