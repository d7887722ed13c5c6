using Workbook.Mqtt.Broker;
using Workbook.Mqtt.Packets;
using Workbook.Mqtt.Sessions;

namespace Workbook.Mqtt.Tests.Sessions;

/// <summary>A broker and its clients joined in memory, with virtual time and one queue for each direction of each
/// connection.</summary>
internal sealed class Pair
{
    /// <summary>More steps than any scenario here needs: a livelock fails instead of hanging.</summary>
    private const int StepMaximum = 100_000;

    public Pair(BrokerPolicy? policy = null, IAccessControl? access = null)
    {
        Events = new RecordedEvents();
        Broker = new MqttBroker(policy, access, Events);
    }

    public MqttBroker Broker { get; }

    public RecordedEvents Events { get; }

    public TimeSpan Now { get; private set; }

    public List<PairedClient> Clients { get; } = [];

    public static ConnectPacket ConnectOf(
        string name, ProtocolVersion version = ProtocolVersion.V500, bool persistent = false, Properties? properties = null) =>
        new()
        {
            ProtocolVersion = version,
            ClientIdentifier = name,
            CleanStart = !persistent,
            Properties = properties ??
                (persistent && version == ProtocolVersion.V500
                    ? new Properties { SessionExpiryInterval = 3600 }
                    : Properties.Empty),
        };

    /// <summary>Adds a client without connecting it.</summary>
    public PairedClient Add(ConnectPacket connect, ClientOptions? options = null)
    {
        var client = new PairedClient(this, connect, options);
        Clients.Add(client);
        return client;
    }

    /// <summary>Adds a client and connects it.</summary>
    public PairedClient Connect(string name, ProtocolVersion version = ProtocolVersion.V500, bool persistent = false) =>
        Add(ConnectOf(name, version, persistent)).OpenAndDrive();

    /// <summary>Lets everything arrive until nothing is under way.</summary>
    public void Drive() => Assert.True(DriveAtMost(StepMaximum) < StepMaximum, "The packets never come to an end.");

    /// <summary>Lets at most so many packets arrive, in turn over clients and directions; gives how many did.</summary>
    public int DriveAtMost(int steps)
    {
        int done = 0;
        for (bool moved = true; moved && done < steps;)
        {
            moved = false;
            foreach (PairedClient client in Clients)
            {
                if (done < steps && client.StepToServer())
                    (moved, done) = (true, done + 1);
                if (done < steps && client.StepToClient())
                    (moved, done) = (true, done + 1);
            }
        }

        return done;
    }

    /// <summary>Lets time pass, doing on the way whatever is due.</summary>
    public void Wait(double seconds)
    {
        TimeSpan end = Now + TimeSpan.FromSeconds(seconds);
        while (NextDeadline() is { } next && next <= end)
        {
            Now = next > Now ? next : Now;
            Broker.Advance(Now);
            foreach (PairedClient client in Clients)
                client.Connection?.Advance(Now);
            Drive();
        }

        Now = end;
    }

    private TimeSpan? NextDeadline() => Clients.Select(client => client.Connection?.NextDeadline)
        .Append(Broker.NextDeadline).Where(deadline => deadline is not null).Min();
}
