using System.Text;
using Workbook.Mqtt.Packets;
using Workbook.Mqtt.Sessions;
using Workbook.Mqtt.Topics;

namespace Workbook.Live;

public sealed partial class LiveClient
{
    private readonly Dictionary<Message, TaskCompletionSource<PublishResult>> publishes = [];
    private DropReason lastDropReason;

    /// <summary>Publishes text, as UTF-8.</summary>
    /// <inheritdoc cref="PublishAsync(string, ReadOnlyMemory{byte}, QualityOfService, bool, Properties, CancellationToken)"/>
    public Task<PublishResult> PublishAsync(
        string topic,
        string payload,
        QualityOfService qualityOfService = QualityOfService.AtMostOnce,
        bool retain = false,
        Properties? properties = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(payload);
        return PublishAsync(topic, Encoding.UTF8.GetBytes(payload), qualityOfService, retain, properties, cancellation);
    }

    /// <summary>Publishes a message and completes when this hop's guarantee is met.</summary>
    /// <remarks>
    /// QoS 0: the operating system has the bytes. QoS 1: PUBACK came. QoS 2: PUBCOMP came, or a refusing PUBREC. None
    /// of them says that a subscriber has the message. With a reconnect policy the wait lasts over losses, and the
    /// session resumes the exchange; without one the call fails when the connection ends. At most
    /// <see cref="LiveClientOptions.PublishMaximum"/> QoS 1 and 2 calls run at once; further ones wait for their turn.
    /// </remarks>
    /// <param name="topic">The topic name, without wildcards.</param>
    /// <param name="payload">The payload; must not change until the call has completed.</param>
    /// <param name="qualityOfService">The QoS.</param>
    /// <param name="retain">Whether the server stores it as the topic's retained message; an empty payload removes that
    /// message instead.</param>
    /// <param name="properties">Properties that travel with the message (MQTT 5.0); null for none.</param>
    /// <param name="cancellation">Ends the wait, not the exchange: a message that was given to the session stays
    /// there.</param>
    /// <exception cref="MqttClientException">There is no connection, it ended, or the message was given up.</exception>
    /// <exception cref="FormatException">The topic is not a valid topic name.</exception>
    /// <exception cref="ArgumentException">No PUBLISH can carry the properties, or the message is larger than any
    /// packet.</exception>
    public Task<PublishResult> PublishAsync(
        string topic,
        ReadOnlyMemory<byte> payload,
        QualityOfService qualityOfService = QualityOfService.AtMostOnce,
        bool retain = false,
        Properties? properties = null,
        CancellationToken cancellation = default)
    {
        ObjectDisposedException.ThrowIf(isDisposed, this);
        if (!TopicName.TryParse(topic, out _, out TopicError? error))
            throw new FormatException(error.ToString());
        properties ??= Properties.Empty;
        if (properties.TopicAlias is not null)
            throw new ArgumentException("Expected no Topic Alias, got one; the client assigns aliases itself.");
        var packet = new PublishPacket
        {
            Topic = topic,
            Payload = payload,
            QualityOfService = qualityOfService,
            Retain = retain,
            Properties = properties,
        };
        Message message = packet.ToIncoming(LiveMachine.Now).Message;
        message.Check();
        return qualityOfService == QualityOfService.AtMostOnce
            ? PublishUnacknowledgedAsync(message)
            : PublishAcknowledgedAsync(message, cancellation);
    }

    private async Task<PublishResult> PublishUnacknowledgedAsync(Message message)
    {
        if (attempt?.Wire is { } full)
            await full.DrainedAsync().ConfigureAwait(false);
        WireConnection? wire = null;
        using (machine.Enter())
        {
            if (attempt is { Connection.State: ConnectionState.Connected } open)
            {
                wire = open.Wire;
                if (open.Connection.Publish(message, LiveMachine.Now) == SendResult.Dropped)
                    throw GivenUp(message, lastDropReason);
            }
        }

        if (wire is null)
            throw NotConnected("QoS 0 messages are not kept");
        if (!await wire.SentAsync().ConfigureAwait(false))
            throw NotConnected("the connection broke while the message was sent");
        return new PublishResult(0, ReasonCode.Success);
    }

    private async Task<PublishResult> PublishAcknowledgedAsync(Message message, CancellationToken cancellation)
    {
        await publishRoom.WaitAsync(cancellation).ConfigureAwait(false);
        var done = new TaskCompletionSource<PublishResult>(TaskCreationOptions.RunContinuationsAsynchronously);
        using (machine.Enter())
        {
            if (state == ClientState.Disconnected || leaving.IsCancellationRequested)
            {
                publishRoom.Release();
                throw NotConnected("connect first, or set a reconnect policy");
            }

            publishes.Add(message, done);
            if (attempt is { Connection.State: ConnectionState.Connected } open)
                open.Connection.Publish(message, LiveMachine.Now);
            else
                Session.Publish(message, LiveMachine.Now);
        }

        return await done.Task.WaitAsync(cancellation).ConfigureAwait(false);
    }

    private void Complete(Message? message, PublishResult result)
    {
        if (message is null || !publishes.Remove(message, out TaskCompletionSource<PublishResult>? done))
            return;
        publishRoom.Release();
        done.SetResult(result);
    }

    private void Drop(Message message, DropReason reason)
    {
        lastDropReason = reason;
        if (!publishes.Remove(message, out TaskCompletionSource<PublishResult>? done))
            return;
        publishRoom.Release();
        done.SetException(GivenUp(message, reason));
    }

    private static MqttClientException GivenUp(Message message, DropReason reason)
    {
        string why = reason switch
        {
            DropReason.SessionEnded =>
                "the session ended with it, and it may or may not have arrived; keep the session to resume it",
            DropReason.QoSNotSupported => "the server says that it does not support this QoS",
            DropReason.RetainNotSupported => "the server says that it keeps no retained messages",
            DropReason.PacketTooLarge => "it is larger than the server's Maximum Packet Size",
            DropReason.Expired => "its Message Expiry Interval passed before it could be sent",
            _ => $"{reason}",
        };
        return new MqttClientException($"The message to '{message.Topic}' was given up: {why}.");
    }

    private void FailPublishes(MqttClientException error)
    {
        foreach (TaskCompletionSource<PublishResult> done in publishes.Values)
        {
            publishRoom.Release();
            done.SetException(error);
        }

        publishes.Clear();
    }

    private MqttClientException NotConnected(string hint) =>
        new($"The client is not connected to {address} ({state}): {hint}.");
}
