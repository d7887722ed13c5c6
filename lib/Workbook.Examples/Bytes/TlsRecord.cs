namespace Workbook.Examples;

/// <summary>What protects each record, if anything.</summary>
public enum TlsRecord
{
    /// <summary>No TLS.</summary>
    None,

    /// <summary>TLS 1.2 with AES-GCM: 29 B a record.</summary>
    Tls12AesGcm,

    /// <summary>TLS 1.2 with ChaCha20-Poly1305: 21 B a record.</summary>
    Tls12ChaCha20,

    /// <summary>TLS 1.2 with AES-CCM and an 8-byte tag: 21 B a record.</summary>
    Tls12Ccm8,

    /// <summary>TLS 1.3 with a 16-byte tag: 22 B a record.</summary>
    Tls13,

    /// <summary>TLS 1.3 with AES-CCM and an 8-byte tag: 14 B a record.</summary>
    Tls13Ccm8,
}
