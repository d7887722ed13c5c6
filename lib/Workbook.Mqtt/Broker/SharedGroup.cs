namespace Workbook.Mqtt.Broker;

/// <summary>The members of one shared subscription: each message goes to one of them, in turn (MQTT 5.0 section
/// 4.8.2).</summary>
internal sealed class SharedGroup(string text, string pattern) : RouteTarget(KeyPrefix + text, pattern)
{
    /// <summary>A character that no client identifier may contain, so that a group's key is never a client's.</summary>
    private const char KeyPrefix = '\0';

    private readonly List<SubscriptionTarget> members = [];
    private int next;

    /// <summary>The whole filter with its prefix, which names the group.</summary>
    public string Text { get; } = text;

    public bool IsEmpty => members.Count == 0;

    public void Add(SubscriptionTarget member) => members.Add(member);

    public void Remove(SubscriptionTarget member)
    {
        int position = members.IndexOf(member);
        if (position < 0)
            return;
        members.RemoveAt(position);
        if (position < next)
            next--;
    }

    /// <summary>Chooses who gets the next message; null when nobody may.</summary>
    public SubscriptionTarget? Choose(SharedOfflineMembers policy)
    {
        SubscriptionTarget? chosen = policy == SharedOfflineMembers.TakeTurns ? null : TakeTurn(onlineOnly: true);
        return chosen is null && policy != SharedOfflineMembers.OnlineOnly ? TakeTurn(onlineOnly: false) : chosen;
    }

    private SubscriptionTarget? TakeTurn(bool onlineOnly)
    {
        for (int step = 0; step < members.Count; step++)
        {
            int position = (next + step) % members.Count;
            if (onlineOnly && members[position].Session.Connection is null)
                continue;
            next = (position + 1) % members.Count;
            return members[position];
        }

        return null;
    }
}
