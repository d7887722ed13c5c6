namespace Workbook.Explore;

/// <summary>How sessions may get lost in a <see cref="DeliveryModel"/>.</summary>
[Flags]
public enum SessionLosses
{
    /// <summary>They do not.</summary>
    None = 0,

    /// <summary>A client restarts without its state, with Clean Start.</summary>
    ClientForgets = 1 << 0,

    /// <summary>A session expires at the broker while its client is away.</summary>
    SessionExpires = 1 << 1,

    /// <summary>Another client connects with the same identifier and Clean Start.</summary>
    IdentifierTaken = 1 << 2,

    /// <summary>The broker restarts without its sessions.</summary>
    BrokerForgets = 1 << 3,

    /// <summary>All of these.</summary>
    All = ClientForgets | SessionExpires | IdentifierTaken | BrokerForgets,
}
