using Workbook.Mqtt.Packets;
using Workbook.Mqtt.Sessions;

namespace Workbook.Simulate;

public sealed partial class SimulatedClient
{
    private bool mustStartClean;

    /// <summary>Whether its process is dead.</summary>
    public bool IsDown { get; private set; }

    /// <summary>Its process dies in the middle of whatever it does, and is started again after a while: no DISCONNECT,
    /// and what was under way is lost.</summary>
    /// <remarks>
    /// A session that is kept comes back from its snapshot, as from flash. One that is lost takes along what was not
    /// acknowledged, what waited, and the identifiers by which copies at QoS 2 are recognised. An MQTT 5.0 client that
    /// has forgotten starts clean, because [MQTT-3.2.2-4] lets it not go on with a session that it does not know. It
    /// goes on all the same where <see cref="ClientOptions.AcceptsUnknownSession"/> says so, and in MQTT 3.1.1.
    /// </remarks>
    /// <param name="keepsSession">Whether its session outlives the process.</param>
    /// <param name="restartAfter">How long until it runs and connects again.</param>
    /// <param name="serverIsTold">Whether the operating system still closes the connection; false: power is gone, and
    /// the server finds out by Keep Alive.</param>
    /// <returns>What was lost with the process.</returns>
    public LostMemory Crash(bool keepsSession, TimeSpan restartAfter, bool serverIsTold = true)
    {
        Expect.Positive(restartAfter, nameof(restartAfter));
        wantsConnection = false;
        IsDown = true;
        Link.Cut(serverIsTold ? CutNotice.Both : CutNotice.Client);
        // A connection that was cut before, unnoticed, ends here for the client.
        if (Wire is { } deaf)
            Lost(deaf);
        var lost = keepsSession ? LostMemory.Nothing : Forget();
        Session = keepsSession ? Restored() : new ClientSession(Setup.Session);
        Simulation.After(restartAfter, Restart);
        return lost;
    }

    private void Restart()
    {
        IsDown = false;
        Connect();
    }

    private LostMemory Forget()
    {
        Outbox outbox = Session.Outbox;
        var lost = new LostMemory(outbox.Sender.InFlightCount, outbox.Queue.Count, Session.Receiver.HeldCount);
        var forgetting = new Forgetting(this);
        outbox.Sender.Discard(forgetting);
        outbox.Queue.Discard(DropReason.SessionEnded, forgetting);
        mustStartClean = connect.ProtocolVersion == ProtocolVersion.V500 && !Setup.Session.AcceptsUnknownSession;
        return lost;
    }

    private ClientSession Restored()
    {
        var writer = new SnapshotWriter(origin: Simulation.Now);
        Session.WriteSnapshot(writer);
        var restored = new ClientSession(Setup.Session);
        var reader = new SnapshotReader(writer.Written, origin: Simulation.Now);
        restored.RestoreSnapshot(ref reader);
        reader.ExpectEnd();
        return restored;
    }

    /// <summary>Tells the auditor of what the process takes along.</summary>
    private sealed class Forgetting(SimulatedClient client) : IDeliveryObserver
    {
        public void OnCompleted(Message? message, ushort packetIdentifier, ReasonCode reasonCode)
        {
        }

        public void OnDropped(in Delivery delivery, DropReason reason)
        {
            if (client.Simulation.Options.IsAudited)
                client.Simulation.Auditor.NoteForgotten(delivery.Message);
        }
    }
}
