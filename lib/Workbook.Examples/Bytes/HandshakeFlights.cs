namespace Workbook.Examples;

/// <summary>The bytes of a TLS 1.3 or DTLS 1.3 handshake as the sum of its fields, with fewest extensions.</summary>
/// <remarks>The fields are those of RFC 8446 and RFC 9147; no TCP, UDP or IP. It reproduces table T3 exactly.</remarks>
public sealed record HandshakeFlights
{
    private const int Random = 32;
    private const int Version = 2;
    private const int Tag8 = 8;
    private const int Extension = 4;

    /// <summary>DTLS instead of TLS.</summary>
    public bool IsDatagram { get; init; }

    /// <summary>How the sides prove who they are.</summary>
    public HandshakeKeys Keys { get; init; }

    /// <summary>X25519 and Ed25519 instead of P-256 and ECDSA.</summary>
    public bool HasCurve25519 { get; init; }

    /// <summary>Bytes of the authentication tag: 8 (CCM_8) or 16.</summary>
    public int TagBytes { get; init => field = Expect.Within(value, Tag8, 16, "B"); } = Tag8;

    /// <summary>Bytes of the DTLS Connection ID; 0 for none.</summary>
    public int ConnectionIdBytes { get; init => field = Expect.Within(value, 0, 255, "B"); }

    /// <summary>From the client: ClientHello.</summary>
    public int Flight1 => PlainHeaders + (IsDatagram ? 1 : 0) + Version + Random + 1 + 4 + 2 + 2
        + (HasExchange ? Extension + 4 + Extension + 2 + 2 + 2 + KeyShare : 0)
        + Extension + 3
        + (IsRaw ? Extension + 4 + 2 * (Extension + 2) : Extension + 2 + PreSharedKeyOffer)
        + ConnectionId;

    /// <summary>From the server: ServerHello to Finished.</summary>
    public int Flight2 => ServerHello + Protected(
        Handshake(2 + (IsRaw ? 2 * (Extension + 2) : 0)),
        IsRaw ? Handshake(1 + 2 + Extension + 4) : 0,
        IsRaw ? Certificate : 0,
        IsRaw ? CertificateVerify : 0,
        Finished);

    /// <summary>From the client: its certificate where it has one, and Finished.</summary>
    public int Flight3 => Protected(IsRaw ? Certificate : 0, IsRaw ? CertificateVerify : 0, Finished);

    /// <summary>All three.</summary>
    public int Total => Flight1 + Flight2 + Flight3;

    private const int PreSharedKeyOffer = Extension + 2 + 2 + 1 + 4 + 2 + 1 + 32;

    private bool IsRaw => Keys == HandshakeKeys.RawPublicKeys;

    private bool HasExchange => Keys != HandshakeKeys.PreSharedKey;

    private int KeyShare => HasCurve25519 ? 32 : 65;

    private int PublicKey => HasCurve25519 ? 44 : 91;

    /// <summary>An Ed25519 signature is fixed; a DER-coded ECDSA one has mostly 71 B.</summary>
    private int Signature => HasCurve25519 ? 64 : 71;

    private int ConnectionId => IsDatagram && ConnectionIdBytes > 0 ? Extension + 1 + ConnectionIdBytes : 0;

    private int HandshakeHeader => IsDatagram ? 12 : 4;

    private int PlainHeaders => (IsDatagram ? 13 : 5) + HandshakeHeader;

    private int ServerHello => PlainHeaders + Version + Random + 1 + 2 + 1 + 2
        + (HasExchange ? Extension + 2 + 2 + KeyShare : 0)
        + Extension + 2
        + (IsRaw ? 0 : Extension + 2)
        + ConnectionId;

    private int Certificate => Handshake(1 + 3 + 3 + PublicKey + 2);

    private int CertificateVerify => Handshake(2 + 2 + Signature);

    private int Finished => Handshake(32);

    /// <summary>Gives the bytes that a protected record adds to its content.</summary>
    /// <param name="isDatagram">DTLS instead of TLS.</param>
    /// <param name="is13">1.3 instead of 1.2.</param>
    /// <param name="tagBytes">8 or 16.</param>
    /// <param name="connectionIdBytes">Bytes of the DTLS Connection ID; 0 for none.</param>
    public static int RecordOverhead(bool isDatagram, bool is13, int tagBytes = Tag8, int connectionIdBytes = 0) =>
        (isDatagram, is13) switch
        {
            (false, false) => 5 + 8 + tagBytes,
            (false, true) => 5 + 1 + tagBytes,
            (true, false) => 13 + connectionIdBytes + 8 + tagBytes,
            (true, true) => 2 + connectionIdBytes + 1 + tagBytes,
        };

    private int Handshake(int body) => HandshakeHeader + body;

    private int Protected(params ReadOnlySpan<int> messages)
    {
        int sum = RecordOverhead(IsDatagram, is13: true, TagBytes, IsDatagram ? ConnectionIdBytes : 0);
        foreach (int message in messages) sum += message;
        return sum;
    }
}
