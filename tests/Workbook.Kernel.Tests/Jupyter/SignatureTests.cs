using System.Text;
using Workbook.Kernel.Jupyter;

namespace Workbook.Kernel.Tests.Jupyter;

/// <summary>Only who holds the key is listened to, and once.</summary>
public sealed class SignatureTests
{
    // Computed with Python's hmac module.
    private const string Signature = "26d0a3c8b5422579aa6a8453b7ef5535ed8bcaae3d8448eb8b6775b776e662aa";

    private static readonly string[] Parts = ["{\"msg_type\":\"x\"}", "{}", "{}", "{}"];

    [Fact]
    public void A_signed_message_is_read()
    {
        var message = Decode("secret", ["who", "<IDS|MSG>", Signature, .. Parts]);
        Assert.Equal("x", message.Type);
        Assert.Equal("who", Encoding.ASCII.GetString(message.Identities.Single()));
    }

    [Fact]
    public void A_message_without_a_key_needs_no_signature() =>
        Assert.Equal("x", Decode("", ["who", "<IDS|MSG>", "", .. Parts]).Type);

    [Theory]
    [InlineData("it is not signed", "")]
    [InlineData("its signature is wrong", "00")]
    [InlineData("its signature is wrong", "26D0A3C8B5422579AA6A8453B7EF5535ED8BCAAE3D8448EB8B6775B776E662AA")]
    [InlineData("its signature is wrong", "26d0a3c8b5422579aa6a8453b7ef5535ed8bcaae3d8448eb8b6775b776e662ab")]
    public void A_wrong_signature_is_refused(string reason, string signature) =>
        Refused(reason, "secret", ["who", "<IDS|MSG>", signature, .. Parts]);

    [Fact]
    public void A_message_that_was_changed_is_refused() =>
        Refused("its signature is wrong", "secret", ["who", "<IDS|MSG>", Signature, .. Parts[..3], "{\"a\":1}"]);

    [Fact]
    public void A_message_that_comes_again_is_refused()
    {
        var codec = new MessageCodec(new MessageSigner("secret"));
        codec.Decode(Bytes(["who", "<IDS|MSG>", Signature, .. Parts]));
        var error = Assert.Throws<MalformedMessageException>(
            () => codec.Decode(Bytes(["who", "<IDS|MSG>", Signature, .. Parts])));
        Assert.Equal("it has come before", error.Message);
    }

    [Theory]
    [InlineData("it has too few parts")]
    [InlineData("it has too few parts", "who", "<IDS|MSG>", "")]
    [InlineData("it has too few parts", "who", "{}", "{}", "{}", "{}", "{}", "{}")]
    [InlineData("its header is no JSON object", "who", "<IDS|MSG>", "", "{", "{}", "{}", "{}")]
    [InlineData("its header is no JSON object", "who", "<IDS|MSG>", "", "{}{}", "{}", "{}", "{}")]
    [InlineData("its content is no JSON object", "who", "<IDS|MSG>", "", "{\"msg_type\":\"x\"}", "{}", "{}", "[]")]
    [InlineData("its header has no text 'msg_type'", "who", "<IDS|MSG>", "", "{}", "{}", "{}", "{}")]
    [InlineData("its header has no text 'msg_type'", "who", "<IDS|MSG>", "", "{\"msg_type\":1}", "{}", "{}", "{}")]
    [InlineData("its header has no text 'msg_type'", "who", "<IDS|MSG>", "", "{\"msg_type\":\"\\ud800\"}", "{}", "{}", "{}")]
    public void What_is_no_message_is_refused(string reason, params string[] parts) => Refused(reason, "", parts);

    private static JupyterMessage Decode(string key, string[] parts) =>
        new MessageCodec(new MessageSigner(key)).Decode(Bytes(parts));

    private static void Refused(string reason, string key, string[] parts) =>
        Assert.Equal(reason, Assert.Throws<MalformedMessageException>(() => Decode(key, parts)).Message);

    private static byte[][] Bytes(string[] parts) => [.. parts.Select(part => Encoding.ASCII.GetBytes(part))];
}
