namespace Workbook.Kernel.Jupyter.Zmtp;

/// <summary>
/// PUB: sends each message to the peers that subscribed to a prefix of its first part (ZeroMQ RFC 29). It never waits:
/// a subscriber that does not keep up loses messages, and a line in the log says so.
/// </summary>
internal sealed class PublisherSocket(string name, ZmtpEndpoint endpoint, KernelLog log)
    : ZmtpSocket(name, "PUB", ["SUB", "XSUB"], endpoint, log)
{
    /// <summary>The most bytes that wait for one subscriber; beyond that, messages that may be lost are.</summary>
    public const long WaitingMaximumBytes = 64L * 1024 * 1024;

    /// <summary>The most topics of one subscriber.</summary>
    public const int TopicsMaximum = 1000;

    private readonly Lock _lock = new();
    private readonly Dictionary<ZmtpPeer, List<byte[]>> _subscribers = [];
    private long _lostCount;

    /// <summary>How many messages subscribers that did not keep up have lost.</summary>
    public long LostCount => Interlocked.Read(ref _lostCount);

    /// <summary>The number of peers that have subscribed to something.</summary>
    public int SubscriberCount
    {
        get
        {
            lock (_lock) return _subscribers.Values.Count(topics => topics.Count > 0);
        }
    }

    /// <summary>
    /// Queues the message for its subscribers. One that must arrive passes twice the bound: a front end that misses
    /// the end of a cell waits for ever.
    /// </summary>
    public void Send(IReadOnlyList<byte[]> parts, bool mustArrive)
    {
        byte[]? bytes = null;
        lock (_lock)
        {
            foreach (var (peer, topics) in _subscribers)
            {
                if (!topics.Any(topic => parts[0].AsSpan().StartsWith(topic))) continue;
                bytes ??= ZmtpFrame.Encode(parts);
                var bound = mustArrive ? 2 * WaitingMaximumBytes : WaitingMaximumBytes;
                if (peer.TrySend(bytes, bound) || peer.IsClosing) continue;
                Interlocked.Increment(ref _lostCount);
                Log.Warn($"{Name}: a subscriber does not keep up and loses messages");
            }
        }
    }

    public override void Join(ZmtpPeer peer)
    {
        lock (_lock) _subscribers[peer] = [];
    }

    public override void Leave(ZmtpPeer peer)
    {
        lock (_lock) _subscribers.Remove(peer);
        base.Leave(peer);
    }

    // ZMTP 3.0 subscribes by a message: 1 or 0, then the topic. 3.1 does so by commands.
    public override void OnMessage(ZmtpPeer peer, List<byte[]> parts)
    {
        if (parts is not [[0 or 1, ..] subscription]) throw new ZmtpException("it sent what is no subscription");
        Subscribe(peer, subscription[1..], isOn: subscription[0] == 1);
    }

    public override void OnCommand(ZmtpPeer peer, ZmtpCommand command)
    {
        if (command.Name is "SUBSCRIBE" or "CANCEL") Subscribe(peer, command.Data, command.Name == "SUBSCRIBE");
    }

    private void Subscribe(ZmtpPeer peer, byte[] topic, bool isOn)
    {
        lock (_lock)
        {
            var topics = _subscribers[peer];
            var index = topics.FindIndex(known => known.AsSpan().SequenceEqual(topic));
            if (!isOn && index >= 0) topics.RemoveAt(index);
            if (!isOn) return;
            if (topics.Count == TopicsMaximum)
                throw new ZmtpException($"it subscribed to more than {TopicsMaximum} topics");
            topics.Add(topic);
        }
    }
}
