using System.Threading.Channels;
using Workbook.Mqtt.Codec;
using Workbook.Mqtt.Packets;
using Workbook.Mqtt.Sessions;

namespace Workbook.Live;

public sealed partial class LiveClient
{
    /// <summary>The messages that have come in and that nobody has taken yet, in order, at most
    /// <see cref="LiveClientOptions.ReceiveBufferMaximum"/>; completes when the client is disposed of.</summary>
    public ChannelReader<ReceivedMessage> Received => received.Reader;

    /// <summary>Gives the messages as they come in, until the client is disposed of or the wait is cancelled.</summary>
    /// <param name="cancellation">Ends the stream.</param>
    public IAsyncEnumerable<ReceivedMessage> ReceiveAsync(CancellationToken cancellation = default) =>
        received.Reader.ReadAllAsync(cancellation);

    /// <summary>Takes the next messages out of <see cref="Received"/>, and waits until there are enough.</summary>
    /// <param name="count">How many, 0 or more.</param>
    /// <param name="timeout">How long to wait for all of them.</param>
    /// <param name="cancellation">Ends the wait early.</param>
    /// <exception cref="TimeoutException">Fewer came in time; the message says how many, and they are gone from
    /// <see cref="Received"/>.</exception>
    public async Task<IReadOnlyList<ReceivedMessage>> TakeAsync(
        int count, TimeSpan timeout, CancellationToken cancellation = default)
    {
        var messages = new List<ReceivedMessage>(count);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(timeout);
        try
        {
            while (messages.Count < count)
                messages.Add(await received.Reader.ReadAsync(limit.Token).ConfigureAwait(false));
            return messages;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            string last = messages.Count == 0 ? "" : $"; the last was {messages[^1]}";
            throw new TimeoutException(
                $"Expected {count} messages within {timeout.TotalSeconds:0.#} s, got {messages.Count}{last}.");
        }
    }

    private async Task ReadAsync(Attempt current)
    {
        await Task.Yield();
        using var frames = new FrameBuffer(options.MaximumPacketSize);
        try
        {
            while (await current.Wire.ReadAsync(frames.Free).ConfigureAwait(false) is var read and > 0)
            {
                frames.Added(read);
                using (machine.Enter())
                    Take(current, frames);
                await HandOverAsync(current.Arrived).ConfigureAwait(false);
            }
        }
        finally
        {
            using (machine.Enter())
                current.Connection.Lost(LiveMachine.Now);
            current.Wire.Dispose();
        }
    }

    /// <summary>Gives messages to the application; waits while it holds as many as it may.</summary>
    private async ValueTask HandOverAsync(List<ReceivedMessage> arrived)
    {
        foreach (ReceivedMessage message in arrived)
        {
            if (received.Writer.TryWrite(message))
                continue;
            try
            {
                await received.Writer.WriteAsync(message, leaving.Token).ConfigureAwait(false);
            }
            catch (Exception error) when (error is OperationCanceledException or ChannelClosedException)
            {
                // The client leaves while the application takes nothing: what does not fit is given up.
                break;
            }
        }

        arrived.Clear();
    }

    private static void Take(Attempt current, FrameBuffer frames)
    {
        ClientConnection connection = current.Connection;
        ProtocolVersion version = connection.Version;
        TimeSpan now = LiveMachine.Now;
        PacketError? error;
        while (frames.TryTake(version, out PacketType type, out ReadOnlySpan<byte> frame, out error))
        {
            if (type == PacketType.Publish)
            {
                if (PacketReader.TryReadPublish(frame, version, Sender.Server, out PublishView publish, out error))
                    connection.ReceivePublish(publish.ToIncoming(now), now);
            }
            else if (type is >= PacketType.PubAck and <= PacketType.PubComp)
            {
                if (PacketReader.TryReadAcknowledgement(frame, version, out Acknowledgement answer, out error))
                    connection.ReceiveAcknowledgement(answer, now);
            }
            else if (PacketReader.TryRead(frame, version, Sender.Server, out Packet? packet, out error))
            {
                current.Answer ??= packet as ConnAckPacket;
                connection.Receive(packet, now);
            }

            if (error is not null)
                break;
        }

        if (error is not null)
            connection.ReceiveMalformed(error.ReasonCode, error.ToString(), now);
    }

    /// <summary>Hears what the machine of one connection says; called within a step of the machine.</summary>
    private sealed class Listener(LiveClient client, Attempt attempt) : IClientEvents
    {
        public void OnConnected(ConnAckPacket connAck)
        {
            client.ClientIdentifier = connAck.Properties.AssignedClientIdentifier ?? client.options.ClientIdentifier;
            attempt.Accepted.TrySetResult();
        }

        public void OnMessage(in IncomingPublish publish)
        {
            Message message = publish.Message;
            attempt.Arrived.Add(new ReceivedMessage(
                message.Topic,
                message.Payload,
                publish.QualityOfService,
                publish.Retain,
                publish.Duplicate,
                publish.PacketIdentifier,
                PropertiesOf(publish),
                message.ReceivedAt));
        }

        public void OnPublishCompleted(Message? message, ushort packetIdentifier, ReasonCode reasonCode) =>
            client.Complete(message, new PublishResult(packetIdentifier, reasonCode));

        public void OnPublishDropped(in Delivery delivery, DropReason reason) => client.Drop(delivery.Message, reason);

        public void OnSubscribed(SubAckPacket subAck) =>
            client.Answer(subAck.PacketIdentifier, subAck.ReasonCodes);

        public void OnUnsubscribed(UnsubAckPacket unsubAck) =>
            client.Answer(unsubAck.PacketIdentifier, unsubAck.ReasonCodes);

        public void OnPong() => client.AnswerPing();

        public void OnClosed(ConnectionEnd end)
        {
            attempt.Ended.TrySetResult(end);
            attempt.Accepted.TrySetException(client.Explain(end, attempt.Answer));
            _ = attempt.Accepted.Task.Exception;
            client.FailRequests(end);
        }

        /// <summary>Gives the properties as the PUBLISH had them: those of the message, and those of this
        /// hop.</summary>
        private static Properties PropertiesOf(in IncomingPublish publish)
        {
            Message message = publish.Message;
            if (message.ExpiresAt is null && publish.SubscriptionIdentifiers is null)
                return message.Properties;
            var ofThisHop = new Properties
            {
                MessageExpiryInterval = (uint?)(message.ExpiresAt - message.ReceivedAt)?.TotalSeconds,
                SubscriptionIdentifiers = publish.SubscriptionIdentifiers ?? [],
            };
            return new Properties(message.Properties.Concat(ofThisHop));
        }
    }
}
