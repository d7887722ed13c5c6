using Workbook.Mqtt.Packets;

namespace Workbook.Mqtt.Sessions;

/// <summary>What a server keeps of a client over its connections: subscriptions, unfinished exchanges in both
/// directions, waiting messages (MQTT 5.0 section 4.1).</summary>
public sealed class ServerSession
{
    private readonly List<SessionSubscription> subscriptions = [];

    /// <summary>Makes a new session.</summary>
    /// <param name="clientIdentifier">The client identifier: the key of the session.</param>
    /// <param name="outbox">What goes to the client.</param>
    /// <param name="receiver">What has come from the client and is not released.</param>
    public ServerSession(string clientIdentifier, Outbox outbox, QosReceiver receiver)
    {
        ClientIdentifier = clientIdentifier;
        Outbox = outbox;
        Receiver = receiver;
    }

    /// <summary>The client identifier: the key of the session.</summary>
    public string ClientIdentifier { get; }

    /// <summary>What goes to the client.</summary>
    public Outbox Outbox { get; }

    /// <summary>What has come from the client and is not released.</summary>
    public QosReceiver Receiver { get; }

    /// <summary>How long the session outlives its connection; zero: not at all; null: for ever.</summary>
    public TimeSpan? ExpiryInterval { get; set; }

    /// <summary>The subscriptions, in the order in which they were made.</summary>
    public IReadOnlyList<SessionSubscription> Subscriptions => subscriptions;

    /// <summary>Gives the subscription of a filter, compared character by character; null when there is none.</summary>
    /// <param name="topicFilter">The filter.</param>
    public SessionSubscription? Find(string topicFilter)
    {
        foreach (SessionSubscription subscription in subscriptions)
        {
            if (subscription.Options.TopicFilter == topicFilter)
                return subscription;
        }

        return null;
    }

    /// <summary>Adds a subscription, or replaces the one of the same filter in its place (MQTT 5.0
    /// [MQTT-3.8.4-3]).</summary>
    /// <param name="subscription">The subscription.</param>
    /// <returns>Whether there was one.</returns>
    public bool Subscribe(SessionSubscription subscription)
    {
        int position = subscriptions.FindIndex(other => other.Options.TopicFilter == subscription.Options.TopicFilter);
        if (position < 0)
            subscriptions.Add(subscription);
        else
            subscriptions[position] = subscription;
        return position >= 0;
    }

    /// <summary>Removes the subscription of a filter.</summary>
    /// <param name="topicFilter">The filter, compared character by character.</param>
    /// <returns>Whether there was one.</returns>
    public bool Unsubscribe(string topicFilter) =>
        subscriptions.RemoveAll(subscription => subscription.Options.TopicFilter == topicFilter) > 0;

    /// <summary>Writes the session, without its client identifier.</summary>
    /// <param name="writer">Where to.</param>
    public void WriteSnapshot(SnapshotWriter writer)
    {
        writer.WriteNumber(ExpiryInterval is { } interval ? (ulong)interval.Ticks + 1 : 0);
        writer.WriteNumber((ulong)subscriptions.Count);
        foreach (SessionSubscription subscription in subscriptions)
            subscription.WriteSnapshot(writer);
        Outbox.WriteSnapshot(writer);
        Receiver.WriteSnapshot(writer);
    }

    /// <summary>Replaces the session by one that was written.</summary>
    /// <param name="reader">Where from.</param>
    /// <exception cref="SnapshotException">The bytes are not a session; throw this object away.</exception>
    public void RestoreSnapshot(ref SnapshotReader reader)
    {
        ulong expiry = reader.ReadNumber(long.MaxValue, "a session expiry");
        ExpiryInterval = expiry == 0 ? null : new TimeSpan((long)expiry - 1);
        subscriptions.Clear();
        int count = reader.ReadInt32(int.MaxValue, "a count of subscriptions");
        for (int position = 0; position < count; position++)
        {
            var subscription = SessionSubscription.ReadSnapshot(ref reader);
            if (Subscribe(subscription))
                throw reader.Wrong("each filter once", $"'{subscription.Options.TopicFilter}' again");
        }

        Outbox.RestoreSnapshot(ref reader);
        Receiver.RestoreSnapshot(ref reader);
    }
}
