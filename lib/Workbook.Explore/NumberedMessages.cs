using System.Text;
using Workbook.Mqtt.Packets;
using Workbook.Mqtt.Sessions;

namespace Workbook.Explore;

/// <summary>The messages of a model, numbered from 1, so that a snapshot needs one byte for each.</summary>
internal sealed class NumberedMessages : IMessageEncoder
{
    private readonly Message[] messages;
    private readonly Dictionary<Message, byte> numbers = new(ReferenceEqualityComparer.Instance);

    /// <param name="count">How many, up to 200.</param>
    /// <param name="topicOf">The topic of a number.</param>
    /// <param name="publisherOf">The publisher of a number.</param>
    /// <param name="qualityOfService">The QoS at which all are published.</param>
    public NumberedMessages(
        int count, Func<int, string> topicOf, Func<int, string?> publisherOf, QualityOfService qualityOfService)
    {
        messages = new Message[count + 1];
        for (int number = 0; number <= count; number++)
        {
            messages[number] = new Message
            {
                Topic = topicOf(number),
                Payload = Encoding.UTF8.GetBytes($"m{number}"),
                QualityOfService = qualityOfService,
                Publisher = publisherOf(number),
            };
            numbers[messages[number]] = (byte)number;
        }
    }

    public Message this[int number] => messages[number];

    public byte NumberOf(Message message) => numbers[message];

    public void Write(Message message, SnapshotWriter writer) => writer.WriteByte(NumberOf(message));

    public Message Read(ref SnapshotReader reader) => messages[reader.ReadInt32(messages.Length - 1, "a message")];
}
