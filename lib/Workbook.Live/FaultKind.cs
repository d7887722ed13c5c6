namespace Workbook.Live;

/// <summary>What a fault does to its connection.</summary>
public enum FaultKind
{
    /// <summary>The connection breaks: both ends read the end of the stream.</summary>
    Cut,

    /// <summary>Nothing passes any more in either direction, and neither end is told.</summary>
    Freeze,

    /// <summary>A packet and all that follow it in its direction wait for some time.</summary>
    Delay,

    /// <summary>From here on the proxy acknowledges the bytes of one direction at TCP level and drops them, as a
    /// middlebox that died would; the other direction lives. This is not packet loss: TCP repeats nothing.</summary>
    BlackHole,
}
