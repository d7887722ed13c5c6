using System.Buffers;
using Workbook.Mqtt.Codec;
using Workbook.Mqtt.Packets;

namespace Workbook.Mqtt.Sessions;

/// <summary>Writes the packets of a connection as bytes into a buffer, without allocation for PUBLISH and the
/// acknowledgements.</summary>
/// <remarks>A server sets <see cref="Version"/> when it has read CONNECT, before it hands the CONNECT to the engine; a
/// client's CONNECT sets it here.</remarks>
public sealed class EncodingSink : IPacketSink
{
    private readonly IBufferWriter<byte> output;

    /// <summary>Makes a sink.</summary>
    /// <param name="output">Where the bytes go.</param>
    /// <param name="version">The version to write; MQTT 3.1.1 until a CONNECT says otherwise.</param>
    public EncodingSink(IBufferWriter<byte> output, ProtocolVersion version = ProtocolVersion.V311)
    {
        this.output = output;
        Version = version;
    }

    /// <summary>The version to write.</summary>
    public ProtocolVersion Version { get; set; }

    /// <summary>Whether the machine has closed the connection: send what is in the buffer, then close.</summary>
    public bool IsClosed { get; private set; }

    /// <inheritdoc/>
    public void SendPublish(in OutgoingPublish publish) => PacketWriter.WritePublish(output, Version, publish);

    /// <inheritdoc/>
    public void SendAcknowledgement(in Acknowledgement acknowledgement) =>
        PacketWriter.WriteAcknowledgement(output, Version, acknowledgement);

    /// <inheritdoc/>
    public void Send(Packet packet)
    {
        if (packet is ConnectPacket connect)
            Version = connect.ProtocolVersion;
        PacketWriter.Write(output, Version, packet);
    }

    /// <inheritdoc/>
    public void Close() => IsClosed = true;
}
