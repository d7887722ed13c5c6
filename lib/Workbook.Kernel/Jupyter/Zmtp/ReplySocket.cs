namespace Workbook.Kernel.Jupyter.Zmtp;

/// <summary>REP as a heartbeat: every message goes back at once as it came, on the thread that read it.</summary>
internal sealed class ReplySocket(string name, ZmtpEndpoint endpoint, KernelLog log)
    : ZmtpSocket(name, "REP", ["REQ", "DEALER"], endpoint, log)
{
    // A heartbeat is a few bytes; a peer that lets more wait does not listen.
    private const long WaitingMaximumBytes = ZmtpFrame.BodyMaximumBytes + 1024 * 1024;

    public override void OnMessage(ZmtpPeer peer, List<byte[]> parts) =>
        peer.TrySend(ZmtpFrame.Encode(parts), WaitingMaximumBytes);
}
