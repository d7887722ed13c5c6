using System.Net;
using Workbook.Mqtt.Broker;

namespace Workbook.Live;

/// <summary>How a <see cref="LiveBroker"/> listens and behaves.</summary>
public sealed record LiveBrokerOptions
{
    /// <summary>The address to listen on; loopback by default, so that nobody else on the network can
    /// connect.</summary>
    public IPAddress Address { get; init; } = IPAddress.Loopback;

    /// <summary>The TCP port; 0 takes any free one.</summary>
    public int Port { get; init; }

    /// <summary>Every choice that the standard leaves open.</summary>
    public BrokerPolicy Policy { get; init; } = new();

    /// <summary>Who may connect, publish and subscribe; null: everyone may do everything.</summary>
    public IAccessControl? AccessControl { get; init; }

    /// <summary>Who hears what happens, within the broker's lock, so it must be quick; null: nobody.</summary>
    public IBrokerEvents? Events { get; init; }

    /// <summary>How many connections may be open at once; at this bound new ones are closed before they are
    /// read.</summary>
    public int ConnectionMaximum { get; init; } = 50_000;

    /// <summary>How many CONNECTs are taken in a second, and what becomes of the rest; null: each at once.</summary>
    public ConnectAdmission? Admission { get; init; }
}
