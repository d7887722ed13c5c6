using Workbook.Mqtt.Sessions;

namespace Workbook.Explore;

/// <summary>An exchange of the publishers of a <see cref="DeliverySystem"/>: each takes the place of another, with its
/// name, its topic and the numbers of its messages.</summary>
internal sealed class PublisherExchange : IMessageEncoder
{
    private readonly DeliveryModel model;
    private readonly NumberedMessages messages;
    private readonly int[] publisherAt;
    private readonly byte[] numbers;
    private readonly Dictionary<string, string> names = [];

    /// <param name="model">The model.</param>
    /// <param name="messages">Its messages.</param>
    /// <param name="publisherAt">Which publisher takes each place.</param>
    public PublisherExchange(DeliveryModel model, NumberedMessages messages, int[] publisherAt)
    {
        (this.model, this.messages, this.publisherAt) = (model, messages, publisherAt);
        numbers = new byte[publisherAt.Length * model.MessageCount + 1];
        for (int place = 0; place < publisherAt.Length; place++)
        {
            int publisher = publisherAt[place];
            names[model.NameOf(publisher)] = model.NameOf(place);
            for (int message = 1; message <= model.MessageCount; message++)
                numbers[publisher * model.MessageCount + message] = (byte)(place * model.MessageCount + message);
        }
    }

    /// <summary>Gives all exchanges that a model allows, first the one that changes nothing.</summary>
    public static PublisherExchange[] Of(DeliveryModel model, NumberedMessages messages)
    {
        int[] inOrder = [.. Enumerable.Range(0, model.PublisherCount)];
        IEnumerable<int[]> orders = model.ExchangesPublishers ? OrdersOf(inOrder) : [inOrder];
        return [.. orders.Select(order => new PublisherExchange(model, messages, order))];
    }

    /// <summary>Gives the link that takes a place; the subscriber keeps its own.</summary>
    public int LinkAt(int place) => place < publisherAt.Length ? publisherAt[place] : place;

    /// <summary>Gives the number that a message gets.</summary>
    public byte NumberOf(byte message) => numbers[message];

    public void Write(Message message, SnapshotWriter writer) => writer.WriteByte(numbers[messages.NumberOf(message)]);

    public Message Read(ref SnapshotReader reader) => throw new NotSupportedException("An exchange only writes.");

    public string NameOf(string clientIdentifier) => names.GetValueOrDefault(clientIdentifier, clientIdentifier);

    /// <summary>Gives the place for each publisher, for instance <c>publisher2, publisher1</c>.</summary>
    public override string ToString() => string.Join(", ", publisherAt.Select(model.NameOf));

    private static IEnumerable<int[]> OrdersOf(int[] items) => items.Length == 1
        ? [items]
        : items.SelectMany(first =>
            OrdersOf([.. items.Where(each => each != first)]).Select(rest => (int[])[first, .. rest]));
}
