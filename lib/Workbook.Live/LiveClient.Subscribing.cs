using Workbook.Mqtt.Packets;
using Workbook.Mqtt.Sessions;
using Workbook.Mqtt.Topics;

namespace Workbook.Live;

public sealed partial class LiveClient
{
    private readonly Dictionary<ushort, TaskCompletionSource<IReadOnlyList<ReasonCode>>> requests = [];
    private readonly Dictionary<string, Subscription> subscriptions = [];
    private readonly Queue<(TaskCompletionSource Answer, long PongNumber)> pings = [];
    private long pongCount;

    /// <summary>Subscribes to one filter.</summary>
    /// <param name="topicFilter">The filter, with wildcards or a shared subscription's prefix where wanted.</param>
    /// <param name="maximumQoS">The highest QoS at which the server may send.</param>
    /// <param name="cancellation">Ends the wait, not the request.</param>
    /// <exception cref="MqttClientException">There is no connection, or it ended before the answer.</exception>
    /// <exception cref="FormatException">The filter is not a valid topic filter.</exception>
    public Task<SubscribeResult> SubscribeAsync(
        string topicFilter,
        QualityOfService maximumQoS = QualityOfService.AtMostOnce,
        CancellationToken cancellation = default) =>
        SubscribeAsync([new Subscription(topicFilter, maximumQoS)], null, cancellation);

    /// <summary>Subscribes to filters with all their options.</summary>
    /// <param name="wanted">At least one filter with its options.</param>
    /// <param name="properties">Properties, for instance a subscription identifier (MQTT 5.0); null for none.</param>
    /// <param name="cancellation">Ends the wait, not the request.</param>
    /// <returns>One reason code for each filter; a refused filter throws nothing.</returns>
    /// <exception cref="MqttClientException">There is no connection, or it ended before the answer.</exception>
    /// <exception cref="FormatException">A filter is not a valid topic filter.</exception>
    public async Task<SubscribeResult> SubscribeAsync(
        IReadOnlyList<Subscription> wanted, Properties? properties = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(wanted);
        foreach (Subscription subscription in wanted)
            Check(subscription.TopicFilter);
        IReadOnlyList<ReasonCode> codes = await RequestAsync(
            connection =>
            {
                foreach (Subscription subscription in wanted)
                    subscriptions[subscription.TopicFilter] = subscription;
                return connection.Subscribe(wanted, LiveMachine.Now, properties);
            },
            cancellation).ConfigureAwait(false);
        return new SubscribeResult(codes);
    }

    /// <summary>Ends one subscription.</summary>
    /// <param name="topicFilter">The filter, exactly as it was subscribed.</param>
    /// <param name="cancellation">Ends the wait, not the request.</param>
    /// <exception cref="MqttClientException">There is no connection, or it ended before the answer.</exception>
    /// <exception cref="FormatException">The filter is not a valid topic filter.</exception>
    public async Task<UnsubscribeResult> UnsubscribeAsync(
        string topicFilter, CancellationToken cancellation = default)
    {
        Check(topicFilter);
        IReadOnlyList<ReasonCode> codes = await RequestAsync(
            connection =>
            {
                subscriptions.Remove(topicFilter);
                return connection.Unsubscribe([topicFilter], LiveMachine.Now);
            },
            cancellation).ConfigureAwait(false);
        return new UnsubscribeResult(codes);
    }

    /// <summary>Sends PINGREQ and waits for its PINGRESP: what the server sent before has then come in.</summary>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="MqttClientException">There is no connection, or it ended before the answer.</exception>
    public async Task PingAsync(CancellationToken cancellation = default)
    {
        ObjectDisposedException.ThrowIf(isDisposed, this);
        var answer = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using (machine.Enter())
        {
            if (attempt is not { Connection.State: ConnectionState.Connected } open)
                throw NotConnected("a ping needs a connection");
            open.Connection.Ping(LiveMachine.Now);
            pings.Enqueue((answer, pongCount + open.Connection.UnansweredPingCount));
        }

        await answer.Task.WaitAsync(cancellation).ConfigureAwait(false);
    }

    private void AnswerPing()
    {
        pongCount++;
        while (pings.TryPeek(out var ping) && ping.PongNumber <= pongCount)
            pings.Dequeue().Answer.SetResult();
    }

    private static void Check(string topicFilter)
    {
        if (!TopicFilter.TryParse(topicFilter, out _, out TopicError? error))
            throw new FormatException(error.ToString());
    }

    private async Task<IReadOnlyList<ReasonCode>> RequestAsync(
        Func<ClientConnection, ushort> send, CancellationToken cancellation)
    {
        ObjectDisposedException.ThrowIf(isDisposed, this);
        var answer = new TaskCompletionSource<IReadOnlyList<ReasonCode>>(
            TaskCreationOptions.RunContinuationsAsynchronously);
        using (machine.Enter())
        {
            if (attempt is not { Connection.State: ConnectionState.Connected } open)
                throw NotConnected("subscriptions need a connection");
            requests.Add(send(open.Connection), answer);
        }

        return await answer.Task.WaitAsync(cancellation).ConfigureAwait(false);
    }

    private void Answer(ushort packetIdentifier, IReadOnlyList<ReasonCode> codes)
    {
        if (requests.Remove(packetIdentifier, out TaskCompletionSource<IReadOnlyList<ReasonCode>>? answer))
            answer.SetResult(codes);
    }

    /// <summary>Asks a server that has lost the session for the same subscriptions; its answer is not waited
    /// for.</summary>
    private void SubscribeAgain(Attempt made)
    {
        using LiveMachine.Step step = machine.Enter();
        if (subscriptions.Count > 0 && made.Connection.State == ConnectionState.Connected)
            made.Connection.Subscribe([.. subscriptions.Values], LiveMachine.Now);
    }

    private void FailRequests(ConnectionEnd end)
    {
        foreach (TaskCompletionSource<IReadOnlyList<ReasonCode>> answer in requests.Values)
        {
            answer.SetException(new MqttClientException(
                $"The connection ended before the server answered: {Sentence(end.Explanation)}", end.ReasonCode));
        }

        requests.Clear();
        while (pings.TryDequeue(out var ping))
        {
            ping.Answer.SetException(
                new MqttClientException(
                    $"The connection ended before the server answered: {Sentence(end.Explanation)}"));
        }
    }

    private MqttConnectException Explain(ConnectionEnd end, ConnAckPacket? answer) =>
        answer is not null && answer.ReasonCode != ReasonCode.Success
            ? MqttConnectException.Refused(address, answer)
            : MqttConnectException.Closed(address, end.Explanation.TrimEnd('.'));
}
