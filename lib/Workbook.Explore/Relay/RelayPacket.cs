using Workbook.Mqtt.Packets;
using Workbook.Mqtt.Sessions;

namespace Workbook.Explore;

/// <summary>A packet in flight on a hop of a <see cref="RelaySystem"/>.</summary>
/// <param name="Type">PUBLISH or one of its acknowledgements.</param>
/// <param name="Identifier">The packet identifier, 1 to 31.</param>
/// <param name="Message">The number of the message; 0 for acknowledgements.</param>
/// <param name="Duplicate">DUP, where the model looks at it.</param>
/// <param name="Refuses">Whether it is a PUBREC with a reason code of 0x80 or above.</param>
internal readonly record struct RelayPacket(
    PacketType Type, byte Identifier, byte Message = 0, bool Duplicate = false, bool Refuses = false)
{
    /// <summary>Stands for the type of a refusing PUBREC, behind the five types of the exchanges.</summary>
    private const int RefusingPubrec = PacketType.PubComp - PacketType.Publish + 1;

    private const int IdentifierBits = 5;
    private const byte DuplicateBit = 0x80;

    /// <summary>The highest identifier that fits.</summary>
    public const int IdentifierMaximum = (1 << IdentifierBits) - 1;

    public void Write(SnapshotWriter writer)
    {
        int code = Refuses ? RefusingPubrec : Type - PacketType.Publish;
        writer.WriteByte((byte)(code << IdentifierBits | Identifier));
        if (Type == PacketType.Publish)
            writer.WriteByte((byte)(Message | (Duplicate ? DuplicateBit : 0)));
    }

    public static RelayPacket Read(ref SnapshotReader reader)
    {
        byte head = reader.ReadByte();
        int code = head >> IdentifierBits;
        byte identifier = (byte)(head & IdentifierMaximum);
        if (code == RefusingPubrec)
            return new RelayPacket(PacketType.PubRec, identifier, Refuses: true);
        var type = (PacketType)((int)PacketType.Publish + code);
        if (type != PacketType.Publish)
            return new RelayPacket(type, identifier);
        byte message = reader.ReadByte();
        return new RelayPacket(type, identifier, (byte)(message & ~DuplicateBit), (message & DuplicateBit) != 0);
    }

    public override string ToString() => Type == PacketType.Publish
        ? $"PUBLISH m{Message}{(Identifier > 0 ? $" with id {Identifier}" : "")}{(Duplicate ? ", DUP" : "")}"
        : $"{Type.ToString().ToUpperInvariant()} id {Identifier}{(Refuses ? ", refused" : "")}";
}
