using Workbook.Mqtt.Packets;
using Workbook.Mqtt.Sessions;

namespace Workbook.Explore;

/// <summary>A packet in flight on a hop of a <see cref="RelaySystem"/>.</summary>
/// <param name="Type">PUBLISH or one of its acknowledgements.</param>
/// <param name="Identifier">The packet identifier, 1 to 31.</param>
/// <param name="Message">The number of the message; 0 for acknowledgements.</param>
/// <param name="Duplicate">DUP, where the model looks at it.</param>
internal readonly record struct RelayPacket(PacketType Type, byte Identifier, byte Message, bool Duplicate)
{
    private const int IdentifierBits = 5;
    private const byte DuplicateBit = 0x80;

    /// <summary>The highest identifier that fits.</summary>
    public const int IdentifierMaximum = (1 << IdentifierBits) - 1;

    public void Write(SnapshotWriter writer)
    {
        writer.WriteByte((byte)((Type - PacketType.Publish) << IdentifierBits | Identifier));
        if (Type == PacketType.Publish)
            writer.WriteByte((byte)(Message | (Duplicate ? DuplicateBit : 0)));
    }

    public static RelayPacket Read(ref SnapshotReader reader)
    {
        byte head = reader.ReadByte();
        var type = (PacketType)((int)PacketType.Publish + (head >> IdentifierBits));
        byte message = type == PacketType.Publish ? reader.ReadByte() : (byte)0;
        return new RelayPacket(
            type, (byte)(head & IdentifierMaximum), (byte)(message & ~DuplicateBit), (message & DuplicateBit) != 0);
    }

    public override string ToString() => Type == PacketType.Publish
        ? $"PUBLISH m{Message} with id {Identifier}{(Duplicate ? ", DUP" : "")}"
        : $"{Type.ToString().ToUpperInvariant()} id {Identifier}";
}
