using System.Net.Sockets;
using Workbook.Mqtt.Broker;
using Workbook.Mqtt.Codec;
using Workbook.Mqtt.Packets;
using Workbook.Mqtt.Sessions;

namespace Workbook.Live;

public sealed partial class LiveBroker
{
    private void Admit(Socket socket)
    {
        Client? client = null;
        using (machine.Enter())
        {
            if (!isStopping && clients.Count < options.ConnectionMaximum)
            {
                var wire = new WireConnection(machine, socket, dropsWhenFull: true);
                client = new Client(wire, engine.Accept(wire, wire.PeerName, LiveMachine.Now));
                clients.Add(client);
            }
        }

        if (client is null)
            socket.Dispose();
        else
            _ = ServeAsync(client);
    }

    private async Task ServeAsync(Client client)
    {
        using var frames = new FrameBuffer(options.Policy.MaximumPacketSize);
        try
        {
            while (await client.Wire.ReadAsync(frames.Free).ConfigureAwait(false) is var read and > 0)
            {
                frames.Added(read);
                using (machine.Enter())
                    Receive(client, frames);
                await client.Wire.DrainedAsync().ConfigureAwait(false);
            }
        }
        finally
        {
            using (machine.Enter())
            {
                client.Connection.Lost(LiveMachine.Now);
                clients.Remove(client);
                droppedByGone += client.Wire.DroppedCount;
                if (isStopping && clients.Count == 0)
                    allGone.TrySetResult();
            }

            client.Wire.Dispose();
        }
    }

    private static void Receive(Client client, FrameBuffer frames)
    {
        (ServerConnection connection, WireConnection wire) = (client.Connection, client.Wire);
        TimeSpan now = LiveMachine.Now;
        PacketError? error;
        ProtocolVersion? connectVersion = null;
        while (frames.TryTake(wire.Version, out PacketType type, out ReadOnlySpan<byte> frame, out error))
        {
            if (type == PacketType.Publish)
            {
                if (PacketReader.TryReadPublish(frame, wire.Version, Sender.Client, out PublishView publish, out error))
                    connection.ReceivePublish(publish.ToIncoming(now, connection.ClientIdentifier), now);
            }
            else if (type is >= PacketType.PubAck and <= PacketType.PubComp)
            {
                if (PacketReader.TryReadAcknowledgement(frame, wire.Version, out Acknowledgement answer, out error))
                    connection.ReceiveAcknowledgement(answer, now);
            }
            else if (PacketReader.TryRead(frame, wire.Version, Sender.Client, out Packet? packet, out error))
            {
                if (packet is ConnectPacket connect && connection.State == ConnectionState.New)
                    wire.Version = connect.ProtocolVersion;
                connection.Receive(packet, now);
            }
            else if (connection.State == ConnectionState.New)
            {
                connectVersion = PacketReader.AnswerVersionOf(frame);
                wire.Version = connectVersion ?? wire.Version;
            }

            if (error is not null)
                break;
        }

        if (error is not null)
            connection.ReceiveMalformed(error.ReasonCode, error.ToString(), now, connectVersion);
    }

    /// <summary>One network connection with its two halves: the wire, and what the engine knows of it.</summary>
    private sealed class Client(WireConnection wire, ServerConnection connection)
    {
        internal WireConnection Wire => wire;

        internal ServerConnection Connection => connection;
    }
}
