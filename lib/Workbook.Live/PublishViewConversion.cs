using Workbook.Mqtt.Codec;
using Workbook.Mqtt.Packets;
using Workbook.Mqtt.Sessions;

namespace Workbook.Live;

/// <summary>Turns a PUBLISH that is read in place into a message that owns its content.</summary>
internal static class PublishViewConversion
{
    /// <summary>Gives the message and the hop's header.</summary>
    /// <param name="view">The PUBLISH in the receive buffer.</param>
    /// <param name="now">The machine's time.</param>
    /// <param name="publisher">The client identifier of the sender, where it is a client; else null.</param>
    internal static IncomingPublish ToIncoming(in this PublishView view, TimeSpan now, string? publisher = null)
    {
        if (!view.PropertyBytes.IsEmpty)
            return view.ToPacket().ToIncoming(now, publisher);
        var message = new Message
        {
            Topic = view.ReadTopic(),
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
