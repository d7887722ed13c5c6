using Workbook.Mqtt.Packets;
using Workbook.Mqtt.Sessions;

namespace Workbook.Live;

public sealed partial class LiveClient
{
    /// <summary>Lives as long as the client wants to be connected: waits for the end of a connection and makes the
    /// next.</summary>
    private async Task SuperviseAsync(Attempt? current)
    {
        while (current is not null)
        {
            await current.Reading.ConfigureAwait(false);
            ConnectionEnd end = await current.Ended.Task.ConfigureAwait(false);
            current = MayReconnectAfter(end)
                ? await ReconnectAsync(options.Reconnect!, end).ConfigureAwait(false)
                : null;
            if (current is null && state != ClientState.Disconnected)
                GiveUp(end.Explanation, CodeOf(end));
        }
    }

    private async Task<Attempt?> ReconnectAsync(BackoffPolicy policy, ConnectionEnd end)
    {
        string why = end.Explanation;
        ReasonCode? code = CodeOf(end);
        for (int number = 1; policy.AttemptMaximum is not { } maximum || number <= maximum; number++)
        {
            TimeSpan wait = policy.WaitBefore(number, random);
            Change(new ClientStateChange(ClientState.WaitingToReconnect, why, code, wait));
            await Task.Delay(wait, leaving.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (leaving.IsCancellationRequested)
                return null;
            Change(new ClientStateChange(ClientState.Connecting, $"Connecting to {address} again, attempt {number}."));
            try
            {
                return await ResumeAsync().ConfigureAwait(false);
            }
            catch (MqttConnectException error) when (!IsFinal(error.ReasonCode))
            {
                (why, code) = (error.Message, error.ReasonCode);
            }
            catch (Exception error) when (error is MqttConnectException or OperationCanceledException)
            {
                GiveUp(error.Message, (error as MqttConnectException)?.ReasonCode);
                return null;
            }
        }

        GiveUp($"Gave up after {policy.AttemptMaximum} attempts to reconnect; the last said: {why}", code);
        return null;
    }

    private async Task<Attempt> ResumeAsync()
    {
        bool cleanStart = options.ProtocolVersion == ProtocolVersion.V311 ? options.CleanStart : !Session.IsPresent;
        Attempt made = await EstablishAsync(cleanStart, CancellationToken.None).ConfigureAwait(false);
        string what = made.Result.SessionPresent ? "the session goes on" : "with a new session";
        string reason = $"Connected to {address} again, {what}.";
        Change(new ClientStateChange(ClientState.Connected, reason, ReasonCode.Success));
        if (!made.Result.SessionPresent && options.ResubscribesWithNewSession)
            SubscribeAgain(made);
        return made;
    }

    private bool MayReconnectAfter(ConnectionEnd end) =>
        options.Reconnect is not null && !leaving.IsCancellationRequested && !IsFinal(CodeOf(end));

    /// <summary>What trying again cannot cure: another client has the identifier, or the credentials are
    /// wrong.</summary>
    private static bool IsFinal(ReasonCode? code) => code
        is ReasonCode.SessionTakenOver or ReasonCode.UnsupportedProtocolVersion
        or ReasonCode.ClientIdentifierNotValid or ReasonCode.BadUserNameOrPassword or ReasonCode.NotAuthorized
        or ReasonCode.Banned or ReasonCode.BadAuthenticationMethod or ReasonCode.ServerMoved;

    private static ReasonCode? CodeOf(ConnectionEnd end) => end.By == ClosedBy.Network ? null : end.ReasonCode;

    private void GiveUp(string why, ReasonCode? code)
    {
        var error = new MqttClientException(
            $"The connection ended before the server acknowledged: {Sentence(why)} " +
            "A message that is still in the session goes out again on the next connection.", code);
        using (machine.Enter())
        {
            state = ClientState.Disconnected;
            FailPublishes(error);
        }

        Change(new ClientStateChange(ClientState.Disconnected, why, code));
    }
}
