using Workbook.Mqtt.Packets;
using Workbook.Mqtt.Sessions;
using Workbook.Mqtt.Topics;

namespace Workbook.Mqtt.Broker;

public sealed partial class MqttBroker
{
    private readonly SubscriptionTree<RouteTarget> routes = new();
    private readonly List<SubscriptionMatch<RouteTarget>> matches = [];
    private readonly List<BrokerSession> receivers = [];
    private long routeNumber;

    /// <summary>Adds a message to every matching session, and keeps it if it is to be retained; done when this
    /// returns.</summary>
    internal ReasonCode Route(Message message, BrokerSession? publisher, TimeSpan now)
    {
        if (message.Retain && !retained.Store(message))
            NoteNotRetained(message);
        routeNumber++;
        matches.Clear();
        receivers.Clear();
        routes.Match(message.Topic, matches);
        int directCount = 0;
        foreach (SubscriptionMatch<RouteTarget> match in matches)
        {
            SubscriptionTarget? target = match.Value as SubscriptionTarget;
            bool isShared = target is null;
            target ??= ((SharedGroup)match.Value).Choose(Policy.SharedOfflineMembers);
            if (target is null || (target.Subscription.Options.NoLocal && target.Session == publisher))
                continue;
            if (isShared || Policy.OverlappingSubscriptions == OverlappingSubscriptions.OneCopyEach)
            {
                SendCopy(message, target, now);
                directCount++;
            }
            else
                Collect(target);
        }

        foreach (BrokerSession receiver in receivers)
            SendCollected(message, receiver, now);
        bool nobody = directCount + receivers.Count == 0;
        return nobody && Policy.ReportsNoMatchingSubscribers ? ReasonCode.NoMatchingSubscribers : ReasonCode.Success;
    }

    private void Collect(SubscriptionTarget target)
    {
        ref PendingCopy copy = ref target.Session.Copy;
        Subscription options = target.Subscription.Options;
        if (copy.RouteNumber != routeNumber)
        {
            receivers.Add(target.Session);
            copy = new PendingCopy
            {
                RouteNumber = routeNumber,
                QualityOfService = options.MaximumQoS,
                RetainAsPublished = options.RetainAsPublished,
                SubscriptionIdentifiers = target.Identifiers,
            };
            return;
        }

        if (options.MaximumQoS > copy.QualityOfService)
            copy.QualityOfService = options.MaximumQoS;
        copy.RetainAsPublished |= options.RetainAsPublished;
        if (target.Identifiers is { } identifiers)
            copy.SubscriptionIdentifiers = [.. copy.SubscriptionIdentifiers ?? [], .. identifiers];
    }

    private static void SendCollected(Message message, BrokerSession receiver, TimeSpan now)
    {
        ref PendingCopy copy = ref receiver.Copy;
        QualityOfService lower = Lower(message.QualityOfService, copy.QualityOfService);
        bool retain = message.Retain && copy.RetainAsPublished;
        IReadOnlyList<uint>? identifiers = copy.SubscriptionIdentifiers;
        copy.SubscriptionIdentifiers = null;
        receiver.Send(new Delivery(message, lower, retain, identifiers), now);
    }

    private static void SendCopy(Message message, SubscriptionTarget target, TimeSpan now)
    {
        Subscription options = target.Subscription.Options;
        QualityOfService lower = Lower(message.QualityOfService, options.MaximumQoS);
        bool retain = message.Retain && options.RetainAsPublished;
        target.Session.Send(new Delivery(message, lower, retain, target.Identifiers), now);
    }

    private static QualityOfService Lower(QualityOfService published, QualityOfService granted) =>
        published < granted ? published : granted;

    private void NoteNotRetained(Message message) =>
        NoteDropped("", new Delivery(message, message.QualityOfService, true), DropReason.RetainedCountExceeded);
}
