using Workbook.Mqtt.Codec;
using Workbook.Mqtt.Packets;

namespace Workbook.Mqtt.Sessions;

/// <summary>The sink of one connection as a session sees it: it knows what the peer accepts, assigns topic aliases and
/// counts packets.</summary>
/// <remarks>Topic aliases go to the first topics that are sent, up to the peer's maximum, and live as long as the
/// connection (MQTT 5.0 [MQTT-3.3.2-7]).</remarks>
public sealed class PeerSink : IPacketSink
{
    private readonly IPacketSink wire;
    private readonly PacketCounts counts;
    private Dictionary<string, ushort>? aliases;

    /// <summary>Makes a sink in front of the driver's.</summary>
    /// <param name="wire">The driver's sink.</param>
    /// <param name="counts">Where packets are counted; null: by itself.</param>
    public PeerSink(IPacketSink wire, PacketCounts? counts = null)
    {
        this.wire = wire;
        this.counts = counts ?? new PacketCounts();
    }

    /// <summary>What the peer accepts; the defaults until it has said so.</summary>
    public PeerLimits Limits { get; set; } = new();

    /// <summary>Whether the connection was closed from here; what is sent afterwards goes nowhere.</summary>
    public bool IsClosed { get; private set; }

    /// <summary>Whether anything was sent since this was last set to false; a client uses it for its Keep
    /// Alive.</summary>
    public bool HasSent { get; set; }

    /// <inheritdoc/>
    public DropReason? Refuses(in Delivery delivery, TimeSpan now) =>
        delivery.QualityOfService > Limits.MaximumQoS ? DropReason.QoSNotSupported
        : delivery.Retain && !Limits.RetainAvailable ? DropReason.RetainNotSupported
        : Limits.MaximumPacketSize < uint.MaxValue && SizeOf(delivery, now) > Limits.MaximumPacketSize
            ? DropReason.PacketTooLarge
        : null;

    /// <inheritdoc/>
    public void SendPublish(in OutgoingPublish publish)
    {
        if (!Count(PacketType.Publish))
            return;
        if (Limits.TopicAliasMaximum == 0)
            wire.SendPublish(publish);
        else
            SendAliased(publish);
    }

    /// <inheritdoc/>
    public void SendAcknowledgement(in Acknowledgement acknowledgement)
    {
        if (Count(acknowledgement.Type))
            wire.SendAcknowledgement(acknowledgement);
    }

    /// <inheritdoc/>
    public void Send(Packet packet)
    {
        if (Count(packet.Type))
            wire.Send(packet);
    }

    /// <inheritdoc/>
    public void Close()
    {
        if (IsClosed)
            return;
        IsClosed = true;
        wire.Close();
    }

    /// <summary>Notes that the connection is gone; nothing reaches the driver's sink any more.</summary>
    internal void Abandon() => IsClosed = true;

    /// <summary>Writes the limits of the peer.</summary>
    /// <exception cref="InvalidOperationException">Topic aliases are in use.</exception>
    internal void WriteSnapshot(SnapshotWriter writer)
    {
        if (aliases is { Count: > 0 })
            throw new InvalidOperationException("Expected a connection without topic aliases, but some are in use.");
        writer.WriteNumber(Limits.ReceiveMaximum);
        writer.WriteNumber(Limits.MaximumPacketSize);
        writer.WriteNumber(Limits.TopicAliasMaximum);
        writer.WriteByte((byte)((int)Limits.MaximumQoS << 1 | (Limits.RetainAvailable ? 1 : 0)));
    }

    /// <summary>Replaces the limits of the peer by those that were written.</summary>
    internal void RestoreSnapshot(ref SnapshotReader reader, ProtocolVersion version)
    {
        aliases?.Clear();
        var receiveMaximum = (ushort)reader.ReadInt32(ushort.MaxValue, "a Receive Maximum");
        var packetMaximum = (uint)reader.ReadNumber(uint.MaxValue, "a Maximum Packet Size");
        var aliasMaximum = (ushort)reader.ReadInt32(ushort.MaxValue, "a Topic Alias Maximum");
        int flags = reader.ReadInt32(5, "a Maximum QoS and whether retained messages are kept");
        var qos = (QualityOfService)(flags >> 1);
        bool isKnown = Limits.ReceiveMaximum == receiveMaximum && Limits.MaximumPacketSize == packetMaximum &&
            Limits.TopicAliasMaximum == aliasMaximum && Limits.MaximumQoS == qos &&
            Limits.RetainAvailable == ((flags & 1) != 0) && Limits.Version == version;
        if (isKnown)
            return;
        Limits = new PeerLimits
        {
            Version = version,
            ReceiveMaximum = receiveMaximum,
            MaximumPacketSize = packetMaximum,
            TopicAliasMaximum = aliasMaximum,
            MaximumQoS = qos,
            RetainAvailable = (flags & 1) != 0,
        };
    }

    /// <summary>Sets whether the connection was closed from here.</summary>
    internal void RestoreClosed(bool isClosed)
    {
        IsClosed = isClosed;
        HasSent = false;
    }

    /// <summary>Gives the size of the PUBLISH in bytes, with the topic and an alias where aliases are in use: never too
    /// small.</summary>
    private int SizeOf(in Delivery delivery, TimeSpan now)
    {
        ushort identifier = delivery.QualityOfService == QualityOfService.AtMostOnce ? (ushort)0 : (ushort)1;
        ushort alias = Limits.TopicAliasMaximum == 0 ? (ushort)0 : (ushort)1;
        return PacketWriter.SizeOf(
            Limits.Version, delivery.ToPublish(identifier, false, now) with { TopicAlias = alias });
    }

    private bool Count(PacketType type)
    {
        if (IsClosed)
            return false;
        HasSent = true;
        counts.Add(type);
        return true;
    }

    private void SendAliased(in OutgoingPublish publish)
    {
        aliases ??= [];
        if (aliases.TryGetValue(publish.Message.Topic, out ushort alias))
        {
            wire.SendPublish(publish with { TopicAlias = alias, OmitsTopic = true });
            return;
        }

        if (aliases.Count < Limits.TopicAliasMaximum)
        {
            alias = (ushort)(aliases.Count + 1);
            aliases.Add(publish.Message.Topic, alias);
        }

        wire.SendPublish(publish with { TopicAlias = alias });
    }
}
