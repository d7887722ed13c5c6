namespace Workbook.Simulate;

/// <summary>What a radio does.</summary>
public enum RadioState
{
    /// <summary>It sleeps: PSM, eDRX or deep sleep.</summary>
    Asleep,

    /// <summary>It wakes and finds its network.</summary>
    Connecting,

    /// <summary>It sends.</summary>
    Transmitting,

    /// <summary>It receives.</summary>
    Receiving,

    /// <summary>It is connected and waits for traffic.</summary>
    Tail,
}
