using Workbook.Mqtt.Packets;

namespace Workbook.Mqtt.Sessions;

/// <summary>Where a machine puts the packets of one connection; the driver writes them to a socket, a channel or a
/// model.</summary>
/// <remarks>Calls come in the order in which the packets must stand on the wire. A sink must not call back into the
/// machine.</remarks>
public interface IPacketSink
{
    /// <summary>Says why the peer cannot take a message; null when it can, which is so unless it has announced
    /// limits.</summary>
    /// <param name="delivery">The message.</param>
    /// <param name="now">The time since the driver's start.</param>
    DropReason? Refuses(in Delivery delivery, TimeSpan now) => null;

    /// <summary>Sends a PUBLISH.</summary>
    /// <param name="publish">The message and its hop's header.</param>
    void SendPublish(in OutgoingPublish publish);

    /// <summary>Sends a PUBACK, PUBREC, PUBREL or PUBCOMP.</summary>
    /// <param name="acknowledgement">The acknowledgement.</param>
    void SendAcknowledgement(in Acknowledgement acknowledgement);

    /// <summary>Sends any other packet.</summary>
    /// <param name="packet">The packet.</param>
    void Send(Packet packet);

    /// <summary>Closes the network connection once everything sent so far is on its way; nothing may be sent
    /// afterwards.</summary>
    void Close();
}
