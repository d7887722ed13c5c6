using Workbook.Mqtt.Codec;
using Workbook.Mqtt.Packets;
using Workbook.Mqtt.Sessions;

namespace Workbook.Simulate;

/// <summary>Turns a PUBLISH that is read in place into a message that owns its content.</summary>
internal static class PublishReading
{
    /// <summary>Gives the message and the hop's header; the only memory it takes is the message and its
    /// payload.</summary>
    public static IncomingPublish ToIncoming(
        in this PublishView view, Lane lane, TimeSpan now, string? publisher = null)
    {
        if (!view.PropertyBytes.IsEmpty)
            return view.ToPacket().ToIncoming(now, publisher);
        var message = new Message
        {
            Topic = lane.TopicOf(view),
            Payload = view.Payload.ToArray(),
            QualityOfService = view.QualityOfService,
            Retain = view.Retain,
            ReceivedAt = now,
            Publisher = publisher,
        };
        return new IncomingPublish(
            message, view.PacketIdentifier, view.QualityOfService, view.Duplicate, view.Retain);
    }
}
