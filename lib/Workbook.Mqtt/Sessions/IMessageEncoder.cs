namespace Workbook.Mqtt.Sessions;

/// <summary>How a message is written into a snapshot: whole by default; an explorer writes one byte.</summary>
public interface IMessageEncoder
{
    /// <summary>Writes a message.</summary>
    /// <param name="message">The message.</param>
    /// <param name="writer">Where to.</param>
    void Write(Message message, SnapshotWriter writer);

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <param name="reader">Where from.</param>
    /// <exception cref="SnapshotException">The bytes are not a message.</exception>
    Message Read(ref SnapshotReader reader);

    /// <summary>Gives the client identifier that is written for one: itself, unless an explorer exchanges clients that
    /// behave alike.</summary>
    /// <param name="clientIdentifier">The client identifier.</param>
    string NameOf(string clientIdentifier) => clientIdentifier;
}
