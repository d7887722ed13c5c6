using System.Globalization;
using System.Threading.Channels;
using Workbook.Mqtt.Broker;
using Workbook.Mqtt.Packets;
using Workbook.Mqtt.Sessions;

namespace Workbook.Cli;

/// <summary>A broker's log: a line with its time for who connects, leaves, is taken over or refused.</summary>
/// <remarks>
/// The broker calls from within its lock, so lines wait here for whoever prints them. No more than
/// <see cref="WaitingMaximum"/> wait; beyond that new lines are dropped, and how many is said.
/// </remarks>
internal sealed class BrokerLog : IBrokerEvents
{
    /// <summary>The most lines that wait to be printed.</summary>
    public const int WaitingMaximum = 10_000;

    private readonly Channel<string> _lines = Channel.CreateBounded<string>(WaitingMaximum);
    private long _droppedCount;

    public void OnConnected(ServerConnection connection, bool isSessionPresent) =>
        Write($"connected     {Name(connection)} with MQTT {Version(connection)}, "
            + (isSessionPresent ? "goes on with its session" : "new session"));

    public void OnRefused(ServerConnection connection, ReasonCode reason, string explanation) =>
        Write($"refused       {Name(connection)}: {explanation} ({Code(reason)})");

    public void OnDisconnected(ServerConnection connection, ConnectionEnd end) =>
        Write(end.ReasonCode == ReasonCode.SessionTakenOver
            ? $"taken over    {Name(connection)}: another connection has its client identifier now"
            : $"disconnected  {Name(connection)}: {end.Explanation} ({Code(end.ReasonCode)})");

    public void OnProtocolError(ServerConnection connection, ReasonCode reason, string explanation) =>
        Write($"bad packet    {Name(connection)}: {explanation} ({Code(reason)})");

    /// <summary>Adds a line with the time of day.</summary>
    public void Write(string line)
    {
        var time = DateTime.Now.ToString("HH:mm:ss.fff", CultureInfo.InvariantCulture);
        if (!_lines.Writer.TryWrite($"{time}  {line}")) Interlocked.Increment(ref _droppedCount);
    }

    /// <summary>Prints lines as they come until the token is cancelled.</summary>
    public void CopyTo(TextWriter writer, CancellationToken stop)
    {
        try
        {
            while (true)
            {
                writer.WriteLine(_lines.Reader.ReadAsync(stop).AsTask().GetAwaiter().GetResult());
                if (Interlocked.Exchange(ref _droppedCount, 0) is > 0 and var count)
                    writer.WriteLine($"... {count} lines more than could be printed");
            }
        }
        catch (OperationCanceledException)
        {
            // The caller stops the broker, which adds the last lines.
        }
    }

    /// <summary>Prints the lines that wait.</summary>
    public void Finish(TextWriter writer)
    {
        while (_lines.Reader.TryRead(out var line)) writer.WriteLine(line);
    }

    private static string Version(ServerConnection connection) =>
        connection.Version == ProtocolVersion.V500 ? "5.0" : "3.1.1";

    private static string Code(ReasonCode reason) => $"0x{(byte)reason:X2}";

    private static string Name(ServerConnection connection) =>
        connection.ClientIdentifier.Length > 0
            ? $"'{connection.ClientIdentifier}' from {connection.Identity.Endpoint}"
            : connection.Identity.Endpoint;
}
