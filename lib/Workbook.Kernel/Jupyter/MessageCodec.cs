using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Workbook.Kernel.Jupyter;

/// <summary>Turns the parts of ZeroMQ messages into Jupyter messages of protocol 5.4 and back.</summary>
internal sealed class MessageCodec(MessageSigner signer)
{
    /// <summary>The protocol that the kernel speaks.</summary>
    public const string ProtocolVersion = "5.4";

    private const int SignedCount = 4;

    private static readonly byte[] Delimiter = "<IDS|MSG>"u8.ToArray();
    private static readonly byte[] EmptyObject = "{}"u8.ToArray();

    // What is sent is read by a JSON parser and never becomes part of a page as it is.
    private static readonly JsonSerializerOptions Format =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly MessageSigner _signer = signer;

    /// <summary>The kernel's session id, the same in all that it sends.</summary>
    public string Session { get; } = Guid.NewGuid().ToString();

    /// <summary>
    /// Reads a message whose first part is the sender's identity. Throws <see cref="MalformedMessageException"/> when
    /// it is none, or not signed with the key.
    /// </summary>
    public JupyterMessage Decode(IReadOnlyList<byte[]> parts)
    {
        var at = 0;
        while (at < parts.Count && !parts[at].AsSpan().SequenceEqual(Delimiter)) at++;
        if (at + 1 + SignedCount >= parts.Count) throw new MalformedMessageException("it has too few parts");
        byte[][] signed = [.. parts.Skip(at + 2).Take(SignedCount)];
        _signer.Check(parts[at + 1], signed);
        var header = Parse(signed[0], "header");
        Parse(signed[1], "parent header");
        var (metadata, content) = (Parse(signed[2], "metadata"), Parse(signed[3], "content"));
        try
        {
            if (header.TryGetProperty("msg_type", out var type) && type.GetString() is { } name)
                return new JupyterMessage([.. parts.Take(at)], signed[0], name, metadata, content);
        }
        catch (InvalidOperationException)
        {
            // The type is no text.
        }

        throw new MalformedMessageException("its header has no text 'msg_type'");
    }

    /// <summary>Returns the parts of a message: routing, delimiter, signature and the four signed ones.</summary>
    public IReadOnlyList<byte[]> Encode(
        IReadOnlyList<byte[]> routing, string type, JsonObject content, JupyterMessage? parent)
    {
        var header = new JsonObject
        {
            ["msg_id"] = Guid.NewGuid().ToString(),
            ["session"] = Session,
            ["username"] = "kernel",
            ["date"] = DateTime.UtcNow.ToString("yyyy-MM-ddTHH:mm:ss.ffffffZ", CultureInfo.InvariantCulture),
            ["msg_type"] = type,
            ["version"] = ProtocolVersion,
        };
        byte[][] signed = [Bytes(header), parent?.HeaderJson ?? EmptyObject, EmptyObject, Bytes(content)];
        return [.. routing, Delimiter, _signer.Sign(signed), .. signed];
    }

    private static byte[] Bytes(JsonObject json) => JsonSerializer.SerializeToUtf8Bytes(json, Format);

    private static JsonElement Parse(byte[] utf8, string part)
    {
        try
        {
            var reader = new Utf8JsonReader(utf8);
            var json = JsonElement.ParseValue(ref reader);
            if (json.ValueKind == JsonValueKind.Object && !reader.Read()) return json;
        }
        catch (JsonException)
        {
            // The sentence below says it.
        }

        throw new MalformedMessageException($"its {part} is no JSON object");
    }
}
