namespace Workbook.Mqtt.Packets;

/// <summary>CONNECT: the first packet of a connection, from the client (MQTT 3.1.1 and 5.0 section 3.1).</summary>
public sealed record ConnectPacket : Packet
{
    /// <inheritdoc/>
    public override PacketType Type => PacketType.Connect;

    /// <summary>The version that the client wants to speak.</summary>
    public ProtocolVersion ProtocolVersion { get; init; } = ProtocolVersion.V500;

    /// <summary>Whether to throw away a stored session before starting.</summary>
    /// <remarks>MQTT 3.1.1 calls the bit Clean Session; there it also ends the session with the connection.</remarks>
    public bool CleanStart { get; init; } = true;

    /// <summary>The longest silence of the client, in seconds; 0 turns the check off.</summary>
    public ushort KeepAlive { get; init; }

    /// <summary>The client identifier: the key of the session; empty asks the server to choose one.</summary>
    public string ClientIdentifier { get; init; } = "";

    /// <summary>The will, or null for none.</summary>
    public Will? Will { get; init; }

    /// <summary>The user name, or null for none.</summary>
    public string? UserName { get; init; }

    /// <summary>The password, or null for none; MQTT 3.1.1 allows it only together with a user name.</summary>
    public ReadOnlyMemory<byte>? Password { get; init; }

    /// <summary>Compares by value; the password by content.</summary>
    public bool Equals(ConnectPacket? other) =>
        other is not null && ProtocolVersion == other.ProtocolVersion && CleanStart == other.CleanStart &&
        KeepAlive == other.KeepAlive && ClientIdentifier == other.ClientIdentifier && Equals(Will, other.Will) &&
        UserName == other.UserName && Password.HasValue == other.Password.HasValue &&
        (Password ?? default).Span.SequenceEqual((other.Password ?? default).Span) && Properties.Equals(other.Properties);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(ProtocolVersion, CleanStart, KeepAlive, ClientIdentifier, Will, UserName);
}
