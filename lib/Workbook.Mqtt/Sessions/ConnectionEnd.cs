using Workbook.Mqtt.Packets;

namespace Workbook.Mqtt.Sessions;

/// <summary>How a connection ended.</summary>
/// <param name="By">Who ended it.</param>
/// <param name="ReasonCode">The reason code that was or would be in DISCONNECT; Success for a normal
/// disconnection.</param>
/// <param name="Explanation">One sentence for people.</param>
public sealed record ConnectionEnd(ClosedBy By, ReasonCode ReasonCode, string Explanation);
