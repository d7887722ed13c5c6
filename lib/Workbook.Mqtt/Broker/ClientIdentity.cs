namespace Workbook.Mqtt.Broker;

/// <summary>Who is on the other side of a connection, as far as the broker knows.</summary>
/// <param name="ClientIdentifier">The client identifier.</param>
/// <param name="UserName">The user name of CONNECT; null for none.</param>
/// <param name="Endpoint">Where the connection comes from, as the driver says it.</param>
public sealed record ClientIdentity(string ClientIdentifier, string? UserName, string Endpoint);
