using Workbook.Mqtt.Packets;

namespace Workbook.Live;

/// <summary>What the server answered to a CONNECT that it accepted.</summary>
/// <param name="SessionPresent">Whether the server goes on with a stored session.</param>
/// <param name="ClientIdentifier">The client identifier in use: the one asked for, or the one that the server
/// chose.</param>
/// <param name="Properties">The properties of CONNACK (MQTT 5.0).</param>
public sealed record ConnectResult(bool SessionPresent, string ClientIdentifier, Properties Properties);
