using Workbook.Mqtt.Packets;

namespace Workbook.Explore;

/// <summary>What is claimed of a <see cref="RelayModel"/>: each "always" with a "sometimes" that shows that it is not
/// empty.</summary>
internal static class RelayProperties
{
    public static IReadOnlyList<ModelProperty> Of(RelayModel model) => model.QualityOfService switch
    {
        QualityOfService.AtMostOnce => AtMostOnce(model),
        QualityOfService.AtLeastOnce => [.. AtLeastOnce(model), .. Exchanges(model)],
        _ => [.. ExactlyOnce(model), .. Exchanges(model)],
    };

    private static IEnumerable<ModelProperty> ExactlyOnce(RelayModel model) =>
    [
        Never("No message is delivered twice", RelayFlaws.Repeated),
        Sometimes("A message comes in again that the receiver has already",
            system => Array.Exists(system.Hops, hop => hop.HasRepeatInFlight)),
        Never("Messages are delivered in their order, and none is left out", RelayFlaws.LeftOut),
        Sometimes("Every message is delivered and every exchange finished", system => system.IsFinished),
        Eventually("Every message is delivered and every exchange finished, once connections stay up",
            system => system.IsFinished),
    ];

    private static IEnumerable<ModelProperty> AtLeastOnce(RelayModel model)
    {
        if (model.NotesRepeats)
        {
            if (model.CutMaximum is not null)
                yield return Always("Without a cut no message is delivered twice",
                    system => system.CutCount > 0 || (system.Flaws & RelayFlaws.Repeated) == 0);
            if (model.CutMaximum is null or > 0)
                yield return Sometimes("A message is delivered twice",
                    system => (system.Flaws & RelayFlaws.Repeated) != 0);
        }

        yield return Never("Messages are delivered in their order, and none is left out", RelayFlaws.LeftOut);
        yield return Sometimes("Every message is delivered and every exchange finished", system => system.IsFinished);
        yield return Eventually("Every message is delivered and every exchange finished, once connections stay up",
            system => system.IsFinished);
    }

    private static IReadOnlyList<ModelProperty> AtMostOnce(RelayModel model) =>
    [
        Never("No message is delivered twice", RelayFlaws.Repeated),
        Sometimes("Every message is delivered", system => system.DeliveredCount == model.MessageCount),
        Sometimes("Everything is over and the last message was not delivered",
            system => system.IsAtRest && system.DeliveredCount < model.MessageCount),
        Eventually("Nothing is in flight any more, once connections stay up", system => system.IsAtRest),
    ];

    private static IEnumerable<ModelProperty> Exchanges(RelayModel model)
    {
        yield return Never("No packet identifier stands for two messages at once", RelayFlaws.IdentifierReused);
        if (model.MessageCount > model.IdentifierCount)
            yield return Sometimes("A packet identifier serves a second message",
                system => system.PublishedCount > model.IdentifierCount);
        yield return Always("No packet identifier leaks",
            system => Array.TrueForAll(
                system.Hops, hop => !hop.LeaksIdentifiers && (!system.IsFinished || hop.HeldCount == 0)));
        yield return Always($"At most {Messages(model)} unacknowledged on a hop",
            system => Array.TrueForAll(system.Hops, hop => hop.SentCount <= model.ReceiveMaximum));
        if (model.MessageCount >= model.ReceiveMaximum)
            yield return Sometimes($"{Messages(model)} unacknowledged on a hop",
                system => Array.Exists(system.Hops, hop => hop.SentCount == model.ReceiveMaximum));
        yield return Never("No connection is closed for a protocol error", RelayFlaws.ClosedForError);
    }

    private static string Messages(RelayModel model) =>
        model.ReceiveMaximum == 1 ? "1 message is" : $"{model.ReceiveMaximum} messages are";

    private static ModelProperty Never(string sentence, RelayFlaws flaw) =>
        ModelProperty.Always<RelaySystem>(sentence, system => (system.Flaws & flaw) == 0);

    private static ModelProperty Always(string sentence, Func<RelaySystem, bool> condition) =>
        ModelProperty.Always(sentence, condition);

    private static ModelProperty Sometimes(string sentence, Func<RelaySystem, bool> condition) =>
        ModelProperty.Sometimes(sentence, condition);

    private static ModelProperty Eventually(string sentence, Func<RelaySystem, bool> condition) =>
        ModelProperty.Eventually(sentence, condition);
}
