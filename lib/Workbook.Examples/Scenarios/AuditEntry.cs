using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Workbook.Examples;

/// <summary>An entry of an audit trail: what happened, its number, and the hashes that chain it to the one before.</summary>
/// <remarks>
/// The number is the event identifier: a second copy bears it again, a missing one leaves a gap. The hash is SHA-256
/// over the previous hash, the number and the event, so a changed entry no longer fits. Whoever may write the whole log
/// can make the whole chain anew: keep the newest hash where that person cannot write, or sign it.
/// </remarks>
/// <param name="Sequence">The number, from 1.</param>
/// <param name="Event">What happened; without the character '|'.</param>
/// <param name="Previous">The hash of the entry before; of the first the hash of nothing.</param>
/// <param name="Hash">The hash of this entry, in 64 hexadecimal digits.</param>
public sealed record AuditEntry(long Sequence, string Event, string Previous, string Hash)
{
    private const char Separator = '|';

    /// <summary>Whether the hash is that of the content.</summary>
    public bool IsWhole => Hash == HashOf(Previous, Sequence, Event);

    /// <summary>Begins a trail.</summary>
    /// <param name="what">What happened.</param>
    public static AuditEntry First(string what) => Make(1, what, HexOf(""));

    /// <summary>Gives the entry that follows this one.</summary>
    /// <param name="what">What happened.</param>
    public AuditEntry Next(string what) => Make(Sequence + 1, what, Hash);

    /// <summary>Reads an entry from a payload.</summary>
    /// <param name="payload">What <see cref="ToString"/> gave.</param>
    /// <exception cref="FormatException">It is no entry.</exception>
    public static AuditEntry Parse(string payload)
    {
        ArgumentNullException.ThrowIfNull(payload);
        string[] parts = payload.Split(Separator);
        return parts.Length == 4
            && long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out long sequence)
            ? new AuditEntry(sequence, parts[1], parts[2], parts[3])
            : throw new FormatException(
                $"Expected 'number{Separator}event{Separator}previous hash{Separator}hash', got '{payload}'.");
    }

    /// <summary>Gives the entry as it travels.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{Sequence}{Separator}{Event}{Separator}{Previous}{Separator}{Hash}");

    private static AuditEntry Make(long sequence, string what, string previous)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(what);
        return what.Contains(Separator)
            ? throw new ArgumentException($"{nameof(what)}: expected no '{Separator}', got '{what}'.")
            : new AuditEntry(sequence, what, previous, HashOf(previous, sequence, what));
    }

    private static string HashOf(string previous, long sequence, string what) =>
        HexOf(string.Create(CultureInfo.InvariantCulture, $"{previous}{Separator}{sequence}{Separator}{what}"));

    private static string HexOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
