namespace Workbook.Examples;

/// <summary>Which TCP acknowledgements travel alone, without data.</summary>
public enum PureAcknowledgements
{
    /// <summary>They are not counted.</summary>
    None,

    /// <summary>An MQTT answer carries the acknowledgement; only what gets no answer draws one of its own.</summary>
    /// <remarks>RFC 9293 section 3.8.6.3: at least every second full segment is acknowledged.</remarks>
    Piggybacked,

    /// <summary>As above on the server; the client acknowledges each packet from the server at once.</summary>
    /// <remarks>Measured: ComBench, table T1.</remarks>
    AtOnceFromClient,
}
