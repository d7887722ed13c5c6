using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Workbook.Kernel.Jupyter;

/// <summary>
/// Signs messages with HMAC-SHA256 over header, parent header, metadata and content, and refuses a signature that is
/// wrong or was used before. With an empty key nothing is signed, as the protocol has it.
/// </summary>
internal sealed class MessageSigner(string key)
{
    /// <summary>How many signatures are remembered against replay.</summary>
    public const int RememberedMaximum = 65_536;

    private readonly Lock _lock = new();
    private readonly byte[] _key = Encoding.UTF8.GetBytes(key);
    private readonly HashSet<UInt128> _seen = [];
    private readonly Queue<UInt128> _seenInOrder = new();

    /// <summary>Returns the signature in lower-case hexadecimal digits, as it stands on the wire.</summary>
    public byte[] Sign(IEnumerable<byte[]> parts)
    {
        if (_key.Length == 0) return [];
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, _key);
        foreach (var part in parts) hash.AppendData(part);
        return Encoding.ASCII.GetBytes(Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    /// <summary>Throws <see cref="MalformedMessageException"/> unless the signature is right and new.</summary>
    public void Check(byte[] signature, IEnumerable<byte[]> parts)
    {
        if (_key.Length == 0) return;
        if (signature.Length == 0) throw new MalformedMessageException("it is not signed");
        if (!CryptographicOperations.FixedTimeEquals(Sign(parts), signature))
            throw new MalformedMessageException("its signature is wrong");

        // Half of a signature tells messages apart as well.
        var half = BinaryPrimitives.ReadUInt128BigEndian(Convert.FromHexString(Encoding.ASCII.GetString(signature)));
        lock (_lock)
        {
            if (!_seen.Add(half)) throw new MalformedMessageException("it has come before");
            _seenInOrder.Enqueue(half);
            if (_seenInOrder.Count > RememberedMaximum) _seen.Remove(_seenInOrder.Dequeue());
        }
    }
}
