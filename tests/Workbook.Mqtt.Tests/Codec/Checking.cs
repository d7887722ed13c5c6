using FsCheck;
using FsCheck.Fluent;
using Workbook.Mqtt.Codec;

namespace Workbook.Mqtt.Tests.Codec;

/// <summary>Runs a property over many generated values; the seed is fixed, and a failure names it.</summary>
internal static class Checking
{
    private const ulong Seed = 20_251_122;

    public static void ForAll<T>(Gen<T> values, int count, Func<T, bool> holds, ulong seed = Seed) =>
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(count).WithReplay(seed, 1),
            Prop.ForAll(Arb.From(values), value => holds(value)));

    public static void ForAllPackets(int count, Func<SentPacket, bool> holds) =>
        ForAll(Arbitrary.Packet, count, holds);

    /// <summary>Gives the bytes of hexadecimal digits; blanks are ignored.</summary>
    public static byte[] Bytes(string hex) =>
        Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal));
}
