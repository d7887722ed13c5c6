namespace Workbook.Examples;

/// <summary>The bytes of a TLS handshake with certificates, as TLS records without TCP and IP.</summary>
/// <remarks>
/// OURS: measured with OpenSSL 3.0.19 s_client, X25519, two-certificate chains of which the server sends leaf and
/// intermediate. A TLS 1.2 full mutual handshake includes the session ticket, which embeds the client's chain.
/// </remarks>
/// <param name="Chain">The keys of the certificates.</param>
/// <param name="Version">1.2 or 1.3.</param>
/// <param name="IsMutual">Whether the client shows a certificate too.</param>
/// <param name="IsResumed">Whether an earlier session is resumed.</param>
/// <param name="ToClientBytes">Bytes from the server.</param>
/// <param name="ToServerBytes">Bytes from the client.</param>
public sealed record TlsHandshake(
    string Chain, string Version, bool IsMutual, bool IsResumed, int ToClientBytes, int ToServerBytes)
{
    /// <summary>All that were measured.</summary>
    public static IReadOnlyList<TlsHandshake> All { get; } =
    [
        .. Measured("ECDSA P-256", "1.2", mutual: false, 1503, 310, 141, 476),
        .. Measured("ECDSA P-256", "1.2", mutual: true, 2172, 1455, 141, 1020),
        .. Measured("ECDSA P-256", "1.3", mutual: false, 1421, 334, 241, 605),
        .. Measured("ECDSA P-256", "1.3", mutual: true, 1562, 1518, 241, 1149),
        .. Measured("RSA-2048", "1.2", mutual: false, 2482, 310, 141, 476),
        .. Measured("RSA-2048", "1.2", mutual: true, 3552, 2435, 141, 1420),
        .. Measured("RSA-2048", "1.3", mutual: false, 2399, 334, 241, 605),
        .. Measured("RSA-2048", "1.3", mutual: true, 2541, 2498, 241, 1549),
    ];

    /// <summary>A full TLS 1.3 handshake, ECDSA, the server alone authenticated.</summary>
    public static TlsHandshake Tls13 { get; } = Find("ECDSA P-256", "1.3", isMutual: false, isResumed: false);

    /// <summary>A full TLS 1.2 handshake, ECDSA, the server alone authenticated.</summary>
    public static TlsHandshake Tls12 { get; } = Find("ECDSA P-256", "1.2", isMutual: false, isResumed: false);

    /// <summary>Bytes both ways.</summary>
    public int TotalBytes => ToClientBytes + ToServerBytes;

    /// <summary>Round trips before the client may send its first packet; that of TCP comes on top.</summary>
    /// <remarks>RFC 8446: TLS 1.3 takes 1; TLS 1.2 takes 2, or 1 when resumed.</remarks>
    public int RoundTrips => Version == "1.2" && !IsResumed ? 2 : 1;

    /// <summary>Finds the handshake that was measured under these conditions.</summary>
    /// <param name="chain">ECDSA P-256 or RSA-2048.</param>
    /// <param name="version">1.2 or 1.3.</param>
    /// <param name="isMutual">Whether the client shows a certificate.</param>
    /// <param name="isResumed">Whether a session is resumed.</param>
    public static TlsHandshake Find(string chain, string version, bool isMutual, bool isResumed) =>
        All.FirstOrDefault(row => row.Chain == chain && row.Version == version && row.IsMutual == isMutual
            && row.IsResumed == isResumed)
        ?? throw new ArgumentException(
            $"No handshake was measured for chain '{chain}' and TLS '{version}'; "
            + "expected ECDSA P-256 or RSA-2048, and 1.2 or 1.3.");

    private static TlsHandshake[] Measured(
        string chain, string version, bool mutual, int fullDown, int fullUp, int resumedDown, int resumedUp) =>
    [
        new(chain, version, mutual, IsResumed: false, fullDown, fullUp),
        new(chain, version, mutual, IsResumed: true, resumedDown, resumedUp),
    ];
}
