using Workbook.Mqtt.Sessions;
using Workbook.Mqtt.Topics;

namespace Workbook.Mqtt.Broker;

/// <summary>The retained message of each topic, in the order of topic names; expired ones are dropped when they are
/// met.</summary>
internal sealed class RetainedMessages(int countMaximum)
{
    private readonly SortedDictionary<string, Message> messages = new(StringComparer.Ordinal);
    private readonly List<string> expired = [];

    public int Count => messages.Count;

    public IReadOnlyCollection<Message> All => messages.Values;

    /// <summary>Keeps, replaces or, with an empty payload, removes; gives false when there is no room for another
    /// topic.</summary>
    public bool Store(Message message)
    {
        if (message.Payload.IsEmpty)
        {
            messages.Remove(message.Topic);
            return true;
        }

        if (messages.Count >= countMaximum && !messages.ContainsKey(message.Topic))
            return false;
        messages[message.Topic] = message;
        return true;
    }

    /// <summary>Collects what matches a pattern, in the order of topic names.</summary>
    public void Match(string pattern, TimeSpan now, List<Message> matches)
    {
        if (!pattern.AsSpan().ContainsAny('+', '#'))
        {
            if (messages.TryGetValue(pattern, out Message? message))
                Take(message, now, matches);
        }
        else
        {
            foreach (Message message in messages.Values)
            {
                if (TopicFilter.Matches(pattern, message.Topic))
                    Take(message, now, matches);
            }
        }

        DropExpired();
    }

    private void Take(Message message, TimeSpan now, List<Message> matches)
    {
        if (message.ExpiresAt is { } end && end <= now)
            expired.Add(message.Topic);
        else
            matches.Add(message);
    }

    private void DropExpired()
    {
        foreach (string topic in expired)
            messages.Remove(topic);
        expired.Clear();
    }
}
