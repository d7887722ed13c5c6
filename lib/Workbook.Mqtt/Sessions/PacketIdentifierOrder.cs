namespace Workbook.Mqtt.Sessions;

/// <summary>Which free packet identifier is taken next; the standard leaves it open.</summary>
public enum PacketIdentifierOrder : byte
{
    /// <summary>Counts up from 1 in each session, skips those in use, and goes on at 1 after the highest: easy to
    /// follow in a trace.</summary>
    Counting = 0,

    /// <summary>Takes the lowest that is free: keeps the number of distinct states small.</summary>
    LowestFree = 1,
}
