using Workbook.Mqtt.Broker;
using Workbook.Mqtt.Packets;

namespace Workbook.Live;

/// <summary>Gives each CONNECT its turn, and lets the engine refuse those for which there is no room.</summary>
/// <remarks>Turns are planned in advance, so that the rate holds however late a timer fires. For one caller at a
/// time.</remarks>
internal sealed class AdmissionQueue(ConnectAdmission admission, IAccessControl access) : IAccessControl
{
    private readonly double serviceTicks = TimeSpan.TicksPerSecond / admission.PerSecond;

    /// <summary>When all that is held is worked off, in ticks with their fraction.</summary>
    private double freeAt;

    /// <summary>Whether the CONNECT that the engine takes in at this moment is one too many.</summary>
    internal bool IsRefusing { get; set; }

    /// <summary>Takes a place in the queue.</summary>
    /// <returns>When the CONNECT is worked off; null when the queue is full.</returns>
    internal TimeSpan? Join(TimeSpan now)
    {
        double begins = Math.Max(freeAt, now.Ticks);
        if (Math.Ceiling((begins - now.Ticks) / serviceTicks) >= admission.QueueMaximum)
            return null;
        freeAt = begins + serviceTicks;
        return new TimeSpan((long)Math.Min(freeAt, TimeSpan.MaxValue.Ticks / 2.0));
    }

    public ReasonCode Authenticate(ClientIdentity client, ConnectPacket connect) =>
        !IsRefusing ? access.Authenticate(client, connect)
        : connect.ProtocolVersion == ProtocolVersion.V311 ? ReasonCode.ServerUnavailable
        : ReasonCode.ServerBusy;

    public bool MayPublish(ClientIdentity client, string topic) => access.MayPublish(client, topic);

    public bool MaySubscribe(ClientIdentity client, string topicFilter) => access.MaySubscribe(client, topicFilter);
}
