using System.Text;

namespace Workbook.Kernel.Jupyter.Zmtp;

/// <summary>
/// The 64 bytes that both sides send first: signature, version, security mechanism (ZMTP 3.1, "Greeting").
/// </summary>
internal static class ZmtpGreeting
{
    public const int Length = 64;

    /// <summary>How many bytes show already that a peer speaks another protocol.</summary>
    public const int SignatureLength = 10;

    private const int MechanismStart = 12;
    private const int MechanismLength = 20;

    /// <summary>Our greeting: version 3.1, mechanism NULL, not a security server.</summary>
    public static byte[] Ours()
    {
        var greeting = new byte[Length];
        (greeting[0], greeting[9]) = (0xFF, 0x7F);
        (greeting[10], greeting[11]) = (3, 1);
        "NULL"u8.CopyTo(greeting.AsSpan(MechanismStart));
        return greeting;
    }

    /// <summary>Throws <see cref="ZmtpException"/> when the first ten bytes are not ZMTP's.</summary>
    public static void CheckSignature(ReadOnlySpan<byte> greeting)
    {
        if (greeting[0] != 0xFF || greeting[9] != 0x7F) throw new ZmtpException("it does not speak ZMTP");
    }

    /// <summary>Throws <see cref="ZmtpException"/> when the peer's version or mechanism is not ours.</summary>
    public static void Check(ReadOnlySpan<byte> greeting)
    {
        CheckSignature(greeting);
        if (greeting[10] < 3) throw new ZmtpException($"it speaks ZMTP {greeting[10]}, older than 3.0");
        var mechanism = Encoding.ASCII.GetString(greeting.Slice(MechanismStart, MechanismLength)).TrimEnd('\0');
        if (mechanism != "NULL") throw new ZmtpException($"it asks for the security mechanism '{mechanism}', not NULL");
    }
}
