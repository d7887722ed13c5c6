using Workbook.Mqtt.Packets;

namespace Workbook.Explore;

/// <summary>What is claimed of a <see cref="DeliveryModel"/>: each "always" with a "sometimes" that shows that it is
/// not empty.</summary>
internal static class DeliveryProperties
{
    private const string NoLeak = "At rest no packet identifier is taken";
    private const string NoReuse = "No packet identifier stands for two messages at once";

    public static IReadOnlyList<ModelProperty> Of(DeliveryModel model)
    {
        QualityOfService lower = model.SubscriptionQoS is { } granted && granted < model.QualityOfService
            ? granted : model.QualityOfService;
        IEnumerable<ModelProperty> delivery = lower switch
        {
            QualityOfService.AtMostOnce => AtMostOnce(model),
            QualityOfService.AtLeastOnce => AtLeastOnce(model),
            _ => ExactlyOnce(),
        };
        IEnumerable<ModelProperty> all = [.. delivery, .. Exchanges(model)];
        return [.. model.Losses == SessionLosses.None ? all : all.Where(IsAskedOverSessions)];
    }

    /// <summary>What holds within a session is asked where sessions get lost too, to see how it fails; that all ends
    /// well is not.</summary>
    private static bool IsAskedOverSessions(ModelProperty property) =>
        property.Kind != PropertyKind.Eventually && property.Sentence is not (NoLeak or NoReuse);

    private static IEnumerable<ModelProperty> ExactlyOnce() =>
    [
        Never("No message is delivered twice", DeliveryFlaws.Repeated),
        Sometimes("A PUBLISH is sent again", IsRepeating),
        Never("The messages of each topic are delivered in their order, and none is left out", DeliveryFlaws.LeftOut),
        Sometimes("Every message is delivered and every exchange finished", system => system.IsFinished),
        Eventually("Every message is delivered and every exchange finished, once connections stay up",
            system => system.IsFinished),
    ];

    private static IEnumerable<ModelProperty> AtLeastOnce(DeliveryModel model)
    {
        yield return Always("Without a cut no message is delivered twice",
            system => system.CutCount + system.LossCount > 0 || (system.Flaws & DeliveryFlaws.Repeated) == 0);
        if (model.CutMaximum > 0)
            yield return Sometimes("A message is delivered twice",
                system => (system.Flaws & DeliveryFlaws.Repeated) != 0);
        yield return Never("The messages of each topic are delivered in their order, and none is left out",
            DeliveryFlaws.LeftOut);
        yield return Sometimes("Every message is delivered and every exchange finished", system => system.IsFinished);
        yield return Eventually("Every message is delivered and every exchange finished, once connections stay up",
            system => system.IsFinished);
    }

    private static IEnumerable<ModelProperty> AtMostOnce(DeliveryModel model)
    {
        yield return Never("No message is delivered twice", DeliveryFlaws.Repeated);
        yield return Sometimes("Every message is delivered", system => system.IsFinished);
        if (model.CutMaximum > 0)
            yield return Sometimes("Everything is over and a message was not delivered",
                system => system.IsAtRest && !system.IsFinished);
        yield return Eventually("Nothing is in flight any more, once connections stay up", system => system.IsAtRest);
    }

    private static IEnumerable<ModelProperty> Exchanges(DeliveryModel model)
    {
        yield return Never(NoReuse, DeliveryFlaws.IdentifierReused);
        yield return Always(NoLeak,
            system => !system.IsAtRest || !Array.Exists(system.Links, link => link.LeaksIdentifiers));
        string most = model.ReceiveMaximum == 1 ? "1 message is" : $"{model.ReceiveMaximum} messages are";
        yield return Never($"At most {most} unacknowledged on a connection", DeliveryFlaws.WindowExceeded);
        if (model.QualityOfService > QualityOfService.AtMostOnce && model.MessageCount >= model.ReceiveMaximum)
            yield return Sometimes($"{most} unacknowledged on a connection",
                system => Array.Exists(system.Links, link => link.SentCount == model.ReceiveMaximum));
        yield return Never("No connection is closed for a protocol error", DeliveryFlaws.ClosedForError);
    }

    private static bool IsRepeating(DeliverySystem system) => Array.Exists(
        system.Links,
        link => link.ToServer.Concat(link.ToClient)
            .Any(packet => packet.Type == PacketType.Publish && packet.Flag));

    private static ModelProperty Never(string sentence, DeliveryFlaws flaw) =>
        ModelProperty.Always<DeliverySystem>(sentence, system => (system.Flaws & flaw) == 0);

    private static ModelProperty Always(string sentence, Func<DeliverySystem, bool> condition) =>
        ModelProperty.Always(sentence, condition);

    private static ModelProperty Sometimes(string sentence, Func<DeliverySystem, bool> condition) =>
        ModelProperty.Sometimes(sentence, condition);

    private static ModelProperty Eventually(string sentence, Func<DeliverySystem, bool> condition) =>
        ModelProperty.Eventually(sentence, condition);
}
