using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Workbook.Examples;

/// <content>WebSocket frames (RFC 6455) and TLS records (RFC 8446, RFC 5288).</content>
public sealed partial class Segment
{
    private const int TagBytes = 16;
    private const int NonceBytes = 12;
    private const int ExplicitNonceBytes = 8;
    private const byte ApplicationData = 0x17;
    private static readonly byte[] ExampleKey = new byte[16];

    /// <summary>The mask of the example in RFC 6455 section 5.7.</summary>
    private static readonly byte[] Mask = [0x37, 0xFA, 0x21, 0x3D];

    private byte[] WebSocketFrame(byte[] content)
    {
        byte masked = _isFromClient ? (byte)0x80 : (byte)0;
        byte[] length = new byte[content.Length <= 125 ? 1 : 3];
        length[0] = (byte)(masked | (length.Length == 1 ? content.Length : 126));
        if (length.Length > 1) BinaryPrimitives.WriteUInt16BigEndian(length.AsSpan(1), (ushort)content.Length);
        return _isFromClient
            ? [0x82, .. length, .. Mask, .. content.Select((value, at) => (byte)(value ^ Mask[at % Mask.Length]))]
            : [0x82, .. length, .. content];
    }

    private void AddWebSocket(ReadOnlySpan<byte> frame, int headerBytes)
    {
        int lengthBytes = headerBytes - 1 - (_isFromClient ? Mask.Length : 0);
        Add(frame[..1], "final, opcode", "binary", "MQTT asks for binary frames");
        Add(frame.Slice(1, lengthBytes), "masked, length",
            $"{(_isFromClient ? "yes" : "no")}, {frame.Length - headerBytes} B");
        if (_isFromClient) Add(frame.Slice(1 + lengthBytes, Mask.Length), "mask", "", "a client must mask");
    }

    private byte[] Record(byte[] content)
    {
        if (_layers.Tls == TlsRecord.None) return content;
        bool is13 = _layers.Tls switch
        {
            TlsRecord.Tls13 => true,
            TlsRecord.Tls12AesGcm => false,
            _ => throw new ArgumentException($"{nameof(Layers.Tls)}: expected a record of AES-GCM, got {_layers.Tls}."),
        };
        byte[] plain = is13 ? [.. content, ApplicationData] : content;
        byte[] cipher = new byte[plain.Length], tag = new byte[TagBytes];
        byte[] header = [ApplicationData, 3, 3, 0, 0];
        int explicitBytes = is13 ? 0 : ExplicitNonceBytes;
        BinaryPrimitives.WriteUInt16BigEndian(header.AsSpan(3), (ushort)(explicitBytes + cipher.Length + TagBytes));
        // TLS 1.2 authenticates sequence number, type, version and the length of the plaintext.
        byte[] authenticated = is13
            ? header
            : [.. new byte[8], ApplicationData, 3, 3, (byte)(plain.Length >> 8), (byte)plain.Length];
        using var gcm = new AesGcm(ExampleKey, TagBytes);
        gcm.Encrypt(new byte[NonceBytes], plain, cipher, tag, authenticated);
        return [.. header, .. new byte[explicitBytes], .. cipher, .. tag];
    }

    private void AddRecord(ReadOnlySpan<byte> record, int contentBytes)
    {
        bool is13 = _layers.Tls == TlsRecord.Tls13;
        int start = 5 + (is13 ? 0 : ExplicitNonceBytes);
        Layer(is13 ? "TLS 1.3 record" : "TLS 1.2 record", record.Length);
        Add(record[..1], "type", "application data");
        Add(record.Slice(1, 2), "version", "TLS 1.2", is13 ? "TLS 1.3 says so too, for old middleboxes" : "");
        Add(record.Slice(3, 2), "length", $"{record.Length - 5} B");
        if (!is13) Add(record.Slice(5, ExplicitNonceBytes), "nonce", "0", "the part that is sent");
        string what = _layers.HasWebSocket ? "MQTT packet in its WebSocket frame" : "MQTT packet";
        Add(record.Slice(start, contentBytes), $"{what}, encrypted", $"{contentBytes} B");
        if (is13) Add(record.Slice(start + contentBytes, 1), "content type, encrypted", "application data");
        Add(record[^TagBytes..], "tag", "", "shows that nobody has changed the record");
    }
}
