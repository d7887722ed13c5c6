using Workbook.Mqtt.Trace;

namespace Workbook.Simulate;

/// <summary>The path between a client and the broker, over all connections of the client: its conditions, its faults
/// and its byte counts.</summary>
public sealed class Link
{
    private readonly SimulatedClient client;
    private readonly LayerBytes toServer = new();
    private readonly LayerBytes toClient = new();

    internal Link(SimulatedClient client, LinkConditions conditions, RadioCurrents? radio)
    {
        (this.client, Conditions) = (client, conditions);
        Radio = radio is null ? null : new Radio(radio);
    }

    /// <summary>What the path is like; may be changed at any time, for what is sent from then on.</summary>
    public LinkConditions Conditions { get; set; }

    /// <summary>The radio of the client; null when none was asked for.</summary>
    public Radio? Radio { get; }

    /// <summary>Whether the path is frozen.</summary>
    public bool IsFrozen { get; private set; }

    /// <summary>Bytes that the client has sent, by layer.</summary>
    public LayerBytes BytesToServer => Settled(toServer);

    /// <summary>Bytes that the server has sent to this client, by layer.</summary>
    public LayerBytes BytesToClient => Settled(toClient);

    /// <summary>Bytes both ways, all layers.</summary>
    public long TotalBytes => BytesToServer.Total + BytesToClient.Total;

    internal LayerBytes ToServer => toServer;

    internal LayerBytes ToClient => toClient;

    /// <summary>Cuts the connection: bytes under way are lost. Without a connection nothing happens.</summary>
    /// <param name="notice">Who hears of it at once; the others find out by Keep Alive or by giving up.</param>
    public void Cut(CutNotice notice = CutNotice.Both) => client.Wire?.Cut(notice);

    /// <summary>Freezes the path: what is sent from now on is lost and sent again by TCP; both ends believe that it
    /// lives.</summary>
    public void Freeze()
    {
        if (!IsFrozen)
            Note(ConnectionChange.Frozen);
        IsFrozen = true;
    }

    /// <summary>Ends a freeze; what was held comes with the next retransmission.</summary>
    public void Thaw()
    {
        if (IsFrozen)
            Note(ConnectionChange.Thawed);
        IsFrozen = false;
    }

    /// <summary>When something may leave: at once, when the radio is awake, or never while it sleeps unreachable
    /// (null).</summary>
    internal TimeSpan? ReadyAt(Direction direction, TimeSpan now)
    {
        if (Radio is null)
            return now;
        if (direction == Direction.ToClient)
            return Radio.ReachableAt(now);
        bool wakes = Radio.IsAsleepAt(now);
        TimeSpan ready = Radio.WakeAt(now);
        if (wakes)
            client.Wire?.ToClient.SendHeldAt(ready);
        return ready;
    }

    private LayerBytes Settled(LayerBytes bytes)
    {
        client.Wire?.ToServer.SettleAcknowledgement(client.Simulation.Now);
        client.Wire?.ToClient.SettleAcknowledgement(client.Simulation.Now);
        return bytes;
    }

    private void Note(ConnectionChange change)
    {
        if (client.Wire is { } wire)
            client.Simulation.Log.Note(client.Simulation.Now, wire.Number, client.Name, change);
    }
}
