using System.Net.Sockets;
using Workbook.Mqtt.Broker;
using Workbook.Mqtt.Codec;
using Workbook.Mqtt.Packets;
using Workbook.Mqtt.Sessions;

namespace Workbook.Live;

public sealed partial class LiveBroker
{
    /// <summary>No turn is waited for longer: the engine closes such connections before.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(20);

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
                ConnectPacket? waiting;
                using (machine.Enter())
                    waiting = Receive(client, frames);
                if (waiting is not null)
                    await LetInAsync(client, waiting, frames).ConfigureAwait(false);
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

    /// <summary>Takes a CONNECT in when its turn has come, or refuses it at once, and then whatever stands behind
    /// it.</summary>
    private async Task LetInAsync(Client client, ConnectPacket connect, FrameBuffer frames)
    {
        TimeSpan? turn;
        using (machine.Enter())
            turn = admission!.Join(LiveMachine.Now);
        if (turn - LiveMachine.Now is { } wait && wait > TimeSpan.Zero)
        {
            wait = wait < LongestWait ? TimeSpan.FromMilliseconds(Math.Ceiling(wait.TotalMilliseconds)) : LongestWait;
            await Task.Delay(wait, closing.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        using (machine.Enter())
        {
            admission.IsRefusing = turn is null;
            client.Connection.Receive(connect, LiveMachine.Now);
            admission.IsRefusing = false;
            Receive(client, frames);
        }
    }

    /// <summary>Gives the engine what has come.</summary>
    /// <returns>A CONNECT that must wait for its turn, with the rest behind it; null: there is none.</returns>
    private ConnectPacket? Receive(Client client, FrameBuffer frames)
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
                {
                    wire.Version = connect.ProtocolVersion;
                    if (admission is not null)
                        return connect;
                }

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
        return null;
    }

    /// <summary>One network connection with its two halves: the wire, and what the engine knows of it.</summary>
    private sealed class Client(WireConnection wire, ServerConnection connection)
    {
        internal WireConnection Wire => wire;

        internal ServerConnection Connection => connection;
    }
}
