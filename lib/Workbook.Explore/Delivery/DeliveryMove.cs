namespace Workbook.Explore;

/// <summary>What can happen to one client of a <see cref="DeliverySystem"/>, and behind that to the broker.</summary>
internal enum DeliveryMove
{
    ArriveAtServer,
    ArriveAtClient,
    Publish,
    Reconnect,
    Cut,
    Forget,
    Expire,
    TakeOver,
    Retry,

    /// <summary>The moves of a client; what follows is the broker's.</summary>
    OfClient,

    BrokerRestarts = OfClient,
    BrokerForgets,
}
