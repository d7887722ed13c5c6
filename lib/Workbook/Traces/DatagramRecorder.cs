using Workbook.Mqtt.Packets;

namespace Workbook.Traces;

/// <summary>Records what the QoS tables do over datagrams that are lost one by one, in virtual time: the model that most
/// simulators of MQTT show, and that MQTT over TCP is not.</summary>
/// <remarks>
/// A sensor publishes numbered readings through a gateway to a dashboard; each hop is a <see cref="DatagramHop"/>. There
/// is no connection and no session: what is not answered in time is sent again.
/// </remarks>
public static class DatagramRecorder
{
    /// <summary>Records one run.</summary>
    /// <param name="qos">The level on both hops.</param>
    /// <param name="conditions">What the datagrams suffer.</param>
    /// <param name="seed">Chooses what is lost and late.</param>
    /// <param name="messageCount">How many readings are published.</param>
    /// <exception cref="InvalidOperationException">A message was sent again 200 times without an answer.</exception>
    public static Recording Record(QualityOfService qos, DatagramConditions conditions, int seed, int messageCount = 5)
    {
        ArgumentNullException.ThrowIfNull(conditions);
        var time = new VirtualTime();
        var log = new RecordingLog(time);
        var random = new Random(seed);
        var second = new DatagramHop(time, log, conditions, random, (2, "broker", "dashboard"), log.Delivered);
        var first = new DatagramHop(time, log, conditions, random, (1, "sensor", "broker"), second.Send);
        for (int number = 1; number <= messageCount; number++)
        {
            int current = number;
            time.At((number - 1) * conditions.Interval, () =>
            {
                log.Published(current);
                first.Send(RecordingLog.MessageOf(current, qos, time.Now));
            });
        }

        while (!time.IsIdle)
            time.Step();
        return log.Since(TimeSpan.Zero, qos);
    }
}
