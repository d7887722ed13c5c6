using System.Net.Sockets;
using System.Text;
using Workbook.Mqtt.Packets;
using Workbook.Mqtt.Sessions;

namespace Workbook.Live;

public sealed partial class LiveClient
{
    private async Task<ConnectResult> ConnectFirstAsync(CancellationToken cancellation)
    {
        try
        {
            Attempt made = await EstablishAsync(options.CleanStart, cancellation).ConfigureAwait(false);
            ConnectResult result = made.Result;
            Change(new ClientStateChange(ClientState.Connected, $"Connected to {address}.", ReasonCode.Success));
            running = Task.Run(() => SuperviseAsync(made), CancellationToken.None);
            return result;
        }
        catch (Exception error)
        {
            ReasonCode? code = (error as MqttConnectException)?.ReasonCode;
            Change(new ClientStateChange(ClientState.Disconnected, error.Message, code));
            throw;
        }
    }

    /// <summary>Opens a socket, sends CONNECT and waits for CONNACK, all within the connect timeout.</summary>
    private async Task<Attempt> EstablishAsync(bool cleanStart, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation, leaving.Token);
        limit.CancelAfter(options.ConnectTimeout);
        Attempt? made = null;
        try
        {
            Socket socket = await DialAsync(limit.Token).ConfigureAwait(false);
            made = Begin(socket, cleanStart);
            await made.Accepted.Task.WaitAsync(limit.Token).ConfigureAwait(false);
            return made;
        }
        catch (Exception error)
        {
            if (made is not null)
            {
                made.Wire.Dispose();
                await made.Reading.ConfigureAwait(false);
            }

            bool isWanted = cancellation.IsCancellationRequested || leaving.IsCancellationRequested;
            if (error is OperationCanceledException && !isWanted)
                throw MqttConnectException.TimedOut(address, options.ConnectTimeout);
            throw;
        }
    }

    private async Task<Socket> DialAsync(CancellationToken cancellation)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(address.Host, address.Port, cancellation).ConfigureAwait(false);
            return socket;
        }
        catch (Exception error)
        {
            socket.Dispose();
            if (error is SocketException)
                throw MqttConnectException.Unreachable(address, error);
            throw;
        }
    }

    private Attempt Begin(Socket socket, bool cleanStart)
    {
        var wire = new WireConnection(machine, socket, dropsWhenFull: false) { Version = options.ProtocolVersion };
        var made = new Attempt(this, wire, ConnectPacket(cleanStart));
        try
        {
            using LiveMachine.Step step = machine.Enter();
            made.Connection.Open(LiveMachine.Now);
            attempt = made;
        }
        catch (ArgumentException)
        {
            // The options make no legal CONNECT; the exception says which rule they break.
            wire.Dispose();
            throw;
        }

        made.Reading = ReadAsync(made);
        return made;
    }

    private ConnectPacket ConnectPacket(bool cleanStart)
    {
        bool is500 = options.ProtocolVersion == ProtocolVersion.V500;
        string? password = options.Password ?? address.Password;
        return new ConnectPacket
        {
            ProtocolVersion = options.ProtocolVersion,
            CleanStart = cleanStart,
            ClientIdentifier = options.ClientIdentifier,
            KeepAlive = (ushort)Math.Clamp(Math.Ceiling(options.KeepAlive.TotalSeconds), 0, ushort.MaxValue),
            Will = options.Will,
            UserName = options.UserName ?? address.UserName,
            Password = password is null ? default(ReadOnlyMemory<byte>?) : Encoding.UTF8.GetBytes(password),
            Properties = is500 ? ConnectProperties() : Properties.Empty,
        };
    }

    private Properties ConnectProperties()
    {
        var said = new Properties
        {
            SessionExpiryInterval = SessionExpirySeconds(),
            ReceiveMaximum = options.ReceiveMaximum == ushort.MaxValue ? null : options.ReceiveMaximum,
            MaximumPacketSize = options.MaximumPacketSize,
        };
        return new Properties(said.Concat(options.Properties));
    }

    private uint? SessionExpirySeconds()
    {
        TimeSpan interval = options.SessionExpiryInterval;
        if (interval == Timeout.InfiniteTimeSpan)
            return uint.MaxValue;
        double seconds = Math.Ceiling(interval.TotalSeconds);
        return seconds <= 0 ? null : (uint)Math.Min(seconds, uint.MaxValue - 1.0);
    }

    /// <summary>One network connection: its wire, its machine, and what it told us.</summary>
    private sealed class Attempt
    {
        internal Attempt(LiveClient client, WireConnection wire, ConnectPacket connect)
        {
            Wire = wire;
            var listener = new Listener(client, this);
            IClientShell? shell = client.options.Shell?.Invoke(client.Session, wire, listener);
            Connection = new ClientConnection(
                client.Session, connect, shell ?? (IPacketSink)wire, shell ?? (IClientEvents)listener);
        }

        internal WireConnection Wire { get; }

        internal ClientConnection Connection { get; }

        internal ConnAckPacket? Answer { get; set; }

        internal TaskCompletionSource Accepted { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        internal TaskCompletionSource<ConnectionEnd> Ended { get; } =
            new(TaskCreationOptions.RunContinuationsAsynchronously);

        internal Task Reading { get; set; } = Task.CompletedTask;

        internal List<ReceivedMessage> Arrived { get; } = [];

        internal ConnectResult Result => new(Answer!.SessionPresent, Connection.ClientIdentifier, Answer.Properties);
    }
}
