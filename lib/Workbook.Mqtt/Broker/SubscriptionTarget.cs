using Workbook.Mqtt.Sessions;

namespace Workbook.Mqtt.Broker;

/// <summary>One subscription of one session.</summary>
internal sealed class SubscriptionTarget(
    string pattern, BrokerSession session, SessionSubscription subscription, SharedGroup? group)
    : RouteTarget(session.ClientIdentifier, pattern)
{
    public BrokerSession Session { get; } = session;

    public SessionSubscription Subscription { get; private set; } = subscription;

    /// <summary>The group that it is a member of; null for an ordinary subscription.</summary>
    public SharedGroup? Group { get; } = group;

    /// <summary>The subscription identifier as a list, to be shared by all copies; null for none.</summary>
    public IReadOnlyList<uint>? Identifiers { get; private set; } = ListOf(subscription.Identifier);

    public void Replace(SessionSubscription replacement)
    {
        Subscription = replacement;
        Identifiers = ListOf(replacement.Identifier);
    }

    private static uint[]? ListOf(uint identifier) => identifier == 0 ? null : [identifier];
}
