using Workbook.Mqtt.Packets;

namespace Workbook.Live;

/// <summary>A step in the life of a client's connection.</summary>
/// <param name="State">The new state.</param>
/// <param name="Reason">Why, in one sentence.</param>
/// <param name="ReasonCode">What the server said in CONNACK or DISCONNECT; null when it said nothing.</param>
/// <param name="ReconnectIn">How long the client waits before it connects again; null when it does not wait.</param>
public sealed record ClientStateChange(
    ClientState State, string Reason, ReasonCode? ReasonCode = null, TimeSpan? ReconnectIn = null);
