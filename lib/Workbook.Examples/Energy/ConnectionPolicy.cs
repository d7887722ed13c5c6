namespace Workbook.Examples;

/// <summary>What a device does with its connection between reports.</summary>
public enum ConnectionPolicy
{
    /// <summary>It keeps the connection, and pings where Keep Alive asks for it.</summary>
    Keep,

    /// <summary>It connects for each report and says goodbye.</summary>
    EachReport,
}
