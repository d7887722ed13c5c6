using Workbook.Mqtt.Packets;
using Workbook.Mqtt.Sessions;
using Workbook.Mqtt.Topics;

namespace Workbook.Mqtt.Broker;

public sealed partial class MqttBroker
{
    private readonly Dictionary<string, SharedGroup> groups = new(StringComparer.Ordinal);
    private readonly List<Message> retainedMatches = [];

    internal void Subscribe(BrokerSession session, SubscribePacket subscribe, TimeSpan now)
    {
        ServerConnection connection = session.Connection!;
        IReadOnlyList<uint> identifiers = subscribe.Properties.SubscriptionIdentifiers;
        uint identifier = identifiers.Count > 0 ? identifiers[0] : 0;
        var reasons = new ReasonCode[subscribe.Subscriptions.Count];
        var isNew = new bool[reasons.Length];
        for (int position = 0; position < reasons.Length; position++)
        {
            Subscription asked = subscribe.Subscriptions[position];
            ReasonCode reason = Judge(connection, session, asked, out TopicFilter? filter);
            if (reason < ReasonCode.UnspecifiedError)
                isNew[position] = Grant(session, asked, filter!, (QualityOfService)reason, identifier);
            else if (connection.Version == ProtocolVersion.V311)
                reason = ReasonCode.UnspecifiedError;
            reasons[position] = reason;
            Events.OnSubscribed(session.ClientIdentifier, asked, reason);
        }

        var subAck = new SubAckPacket { PacketIdentifier = subscribe.PacketIdentifier, ReasonCodes = reasons };
        if (!connection.TrySend(subAck, now))
            return;
        for (int position = 0; position < reasons.Length; position++)
        {
            if (reasons[position] < ReasonCode.UnspecifiedError)
                SendRetained(session, subscribe.Subscriptions[position].TopicFilter, isNew[position], now);
        }
    }

    internal void Unsubscribe(BrokerSession session, UnsubscribePacket unsubscribe, TimeSpan now)
    {
        ServerConnection connection = session.Connection!;
        var reasons = new ReasonCode[unsubscribe.TopicFilters.Count];
        for (int position = 0; position < reasons.Length; position++)
        {
            string filter = unsubscribe.TopicFilters[position];
            bool existed = session.State.Unsubscribe(filter);
            reasons[position] = existed ? ReasonCode.Success : ReasonCode.NoSubscriptionExisted;
            if (!existed)
                continue;
            RemoveTarget(session, filter);
            Events.OnUnsubscribed(session.ClientIdentifier, filter);
        }

        var unsubAck = new UnsubAckPacket
        {
            PacketIdentifier = unsubscribe.PacketIdentifier,
            ReasonCodes = connection.Version == ProtocolVersion.V500 ? reasons : [],
        };
        connection.TrySend(unsubAck, now);
    }

    /// <summary>Gives the reason code when a SUBSCRIBE asks for what CONNACK said is not available: MQTT 5.0 sections
    /// 3.2.2.3.11 to 3.2.2.3.13 call it a protocol error.</summary>
    internal ReasonCode? FindUnsupported(Subscription asked, SubscribePacket subscribe)
    {
        bool isFilter = TopicFilter.TryParse(asked.TopicFilter, out TopicFilter? filter, out _);
        if (isFilter && filter!.IsShared && !Policy.SharedSubscriptionAvailable)
            return ReasonCode.SharedSubscriptionsNotSupported;
        if (isFilter && filter!.HasWildcard && !Policy.WildcardSubscriptionAvailable)
            return ReasonCode.WildcardSubscriptionsNotSupported;
        return subscribe.Properties.SubscriptionIdentifiers.Count > 0 && !Policy.SubscriptionIdentifierAvailable
            ? ReasonCode.SubscriptionIdentifiersNotSupported
            : null;
    }

    private ReasonCode Judge(
        ServerConnection connection,
        BrokerSession session,
        Subscription asked,
        out TopicFilter? filter)
    {
        if (!TopicFilter.TryParse(asked.TopicFilter, out filter, out _))
            return ReasonCode.TopicFilterInvalid;
        if (filter.IsShared && !Policy.SharedSubscriptionAvailable)
            return ReasonCode.SharedSubscriptionsNotSupported;
        if (filter.HasWildcard && !Policy.WildcardSubscriptionAvailable)
            return ReasonCode.WildcardSubscriptionsNotSupported;
        bool isRefused = Policy.RefusedFilters.Contains(asked.TopicFilter);
        if (isRefused || !Access.MaySubscribe(connection.Identity, filter.Pattern))
            return ReasonCode.NotAuthorized;
        bool isFull = session.State.Subscriptions.Count >= Policy.SubscriptionCountMaximum;
        if (isFull && session.State.Find(asked.TopicFilter) is null)
            return ReasonCode.QuotaExceeded;
        return (ReasonCode)Lower(asked.MaximumQoS, Policy.MaximumQoS);
    }

    private bool Grant(
        BrokerSession session, Subscription asked, TopicFilter filter, QualityOfService granted, uint identifier)
    {
        var subscription = new SessionSubscription(asked with { MaximumQoS = granted }, identifier);
        bool existed = session.State.Subscribe(subscription);
        if (existed)
            FindTarget(session, asked.TopicFilter)!.Replace(subscription);
        else
            AddTarget(session, filter, subscription);
        return !existed;
    }

    private void AddTarget(BrokerSession session, TopicFilter filter, SessionSubscription subscription)
    {
        SharedGroup? group = null;
        if (filter.IsShared && !groups.TryGetValue(filter.Text, out group))
        {
            group = new SharedGroup(filter.Text, filter.Pattern);
            groups.Add(filter.Text, group);
            routes.Set(group.Pattern, group.Key, group);
        }

        var target = new SubscriptionTarget(filter.Pattern, session, subscription, group);
        session.Targets.Add(target);
        if (group is null)
            routes.Set(target.Pattern, target.Key, target);
        else
            group.Add(target);
    }

    private static SubscriptionTarget? FindTarget(BrokerSession session, string topicFilter) =>
        session.Targets.Find(target => target.Subscription.Options.TopicFilter == topicFilter);

    private void RemoveTarget(BrokerSession session, string topicFilter)
    {
        SubscriptionTarget target = FindTarget(session, topicFilter)!;
        session.Targets.Remove(target);
        Unroute(target);
    }

    private void RemoveTargets(BrokerSession session)
    {
        foreach (SubscriptionTarget target in session.Targets)
            Unroute(target);
        session.Targets.Clear();
    }

    private void Unroute(SubscriptionTarget target)
    {
        if (target.Group is not { } group)
        {
            routes.Remove(target.Pattern, target.Key);
            return;
        }

        group.Remove(target);
        if (!group.IsEmpty)
            return;
        routes.Remove(group.Pattern, group.Key);
        groups.Remove(group.Text);
    }

    /// <summary>Sends what is retained, after SUBACK; a shared subscription gets nothing (MQTT 5.0 section
    /// 4.8.2).</summary>
    private void SendRetained(BrokerSession session, string topicFilter, bool isNew, TimeSpan now)
    {
        SubscriptionTarget target = FindTarget(session, topicFilter)!;
        Subscription options = target.Subscription.Options;
        bool isWanted = options.RetainHandling switch
        {
            RetainHandling.SendAtSubscribe => true,
            RetainHandling.SendIfNew => isNew,
            _ => false,
        };
        if (!isWanted || target.Group is not null)
            return;
        retainedMatches.Clear();
        retained.Match(target.Pattern, now, retainedMatches);
        foreach (Message message in retainedMatches)
        {
            if (options.NoLocal && message.Publisher == session.ClientIdentifier)
                continue;
            QualityOfService lower = Lower(message.QualityOfService, options.MaximumQoS);
            session.Send(new Delivery(message, lower, true, target.Identifiers), now);
        }
    }
}
