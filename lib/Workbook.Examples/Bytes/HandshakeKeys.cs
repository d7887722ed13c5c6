namespace Workbook.Examples;

/// <summary>How the two sides of a TLS 1.3 or DTLS 1.3 handshake prove who they are.</summary>
public enum HandshakeKeys
{
    /// <summary>Raw public keys on both sides, with an ephemeral key exchange.</summary>
    RawPublicKeys,

    /// <summary>A pre-shared key with an ephemeral key exchange.</summary>
    PreSharedKeyWithExchange,

    /// <summary>A pre-shared key alone.</summary>
    PreSharedKey,
}
