namespace Workbook.Kernel.Jupyter.Zmtp;

/// <summary>
/// ROUTER: hands messages on with the sender's identity as their first part, and sends each to the peer whose identity
/// its first part is (ZeroMQ RFC 28).
/// </summary>
internal sealed class RouterSocket(
    string name, ZmtpEndpoint endpoint, KernelLog log, Action<RouterSocket, List<byte[]>> onMessage)
    : ZmtpSocket(name, "ROUTER", ["DEALER", "REQ", "ROUTER"], endpoint, log)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, ZmtpPeer> _byIdentity = [];
    private readonly Dictionary<ZmtpPeer, byte[]> _identities = [];
    private readonly Action<RouterSocket, List<byte[]>> _onMessage = onMessage;
    private int _unnamedCount;

    /// <summary>Queues the message for the peer that its first part names; false when there is none.</summary>
    public bool Send(IReadOnlyList<byte[]> parts)
    {
        ZmtpPeer? peer;
        lock (_lock) _byIdentity.TryGetValue(Key(parts[0]), out peer);
        if (peer is null) return false;
        if (peer.TrySend(ZmtpFrame.Encode([.. parts.Skip(1)]), ReplyWaitingMaximumBytes)) return true;
        if (peer.IsClosing) return false;
        Log.Warn($"{Name}: a peer that does not read its replies was disconnected");
        peer.Abort();
        return false;
    }

    public override void OnMessage(ZmtpPeer peer, List<byte[]> parts)
    {
        lock (_lock) parts.Insert(0, _identities[peer]);
        _onMessage(this, parts);
    }

    // A client that comes back under its old name takes the name over: its old connection may be dead unnoticed.
    public override void Join(ZmtpPeer peer)
    {
        lock (_lock)
        {
            var identity = peer.Identity.Length > 0
                ? peer.Identity
                : [0, .. BitConverter.GetBytes(++_unnamedCount)];
            _identities[peer] = identity;
            _byIdentity[Key(identity)] = peer;
        }
    }

    public override void Leave(ZmtpPeer peer)
    {
        lock (_lock)
        {
            if (_identities.Remove(peer, out var identity) && _byIdentity.GetValueOrDefault(Key(identity)) == peer)
                _byIdentity.Remove(Key(identity));
        }

        base.Leave(peer);
    }

    private static string Key(byte[] identity) => Convert.ToHexString(identity);
}
