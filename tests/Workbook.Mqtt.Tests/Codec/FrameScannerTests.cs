using System.Buffers;
using Workbook.Mqtt.Codec;
using Workbook.Mqtt.Packets;

namespace Workbook.Mqtt.Tests.Codec;

/// <summary>The scanner decides as early as the bytes allow.</summary>
public sealed class FrameScannerTests
{
    [Fact]
    public void Oversize_packet_is_refused_from_its_header_alone()
    {
        FrameScan scan = FrameScanner.Scan(Checking.Bytes("30 E8 07"), ProtocolVersion.V500, 1_000);
        Assert.Equal(OperationStatus.InvalidData, scan.Status);
        Assert.Equal(ReasonCode.PacketTooLarge, scan.Error!.ReasonCode);
        Assert.Contains("1003 bytes where 1000 are allowed", scan.Error.ToString(), StringComparison.Ordinal);
        Assert.True(FrameScanner.Scan(Checking.Bytes("30 E5 07"), ProtocolVersion.V500, 1_000).NeedsMore);
    }

    [Fact]
    public void Length_is_told_as_soon_as_the_header_is_there()
    {
        Assert.Equal(0, FrameScanner.Scan(Checking.Bytes("30 80"), ProtocolVersion.V500).Length);
        Assert.Equal(131, FrameScanner.Scan(Checking.Bytes("30 80 01"), ProtocolVersion.V500).Length);
    }

    [Fact]
    public void Wrong_flags_are_refused_from_the_first_byte() =>
        Assert.Equal(
            OperationStatus.InvalidData,
            FrameScanner.Scan(Checking.Bytes("60"), ProtocolVersion.V311).Status);

    [Theory]
    [InlineData(0u, "00")]
    [InlineData(127u, "7F")]
    [InlineData(128u, "80 01")]
    [InlineData(16_383u, "FF 7F")]
    [InlineData(16_384u, "80 80 01")]
    [InlineData(2_097_151u, "FF FF 7F")]
    [InlineData(2_097_152u, "80 80 80 01")]
    [InlineData(268_435_455u, "FF FF FF 7F")]
    public void Variable_byte_integer_has_the_bytes_of_the_standard(uint value, string hex)
    {
        byte[] bytes = Checking.Bytes(hex);
        var written = new byte[VariableByteInteger.SizeOf(value)];
        Assert.Equal(bytes.Length, VariableByteInteger.Write(written, value));
        Assert.Equal(bytes, written);
        Assert.Equal(OperationStatus.Done, VariableByteInteger.Read(bytes, out uint read, out int length));
        Assert.Equal((value, bytes.Length), (read, length));
        Assert.True(VariableByteInteger.IsMinimal(read, length));
    }

    [Fact]
    public void Variable_byte_integer_has_at_most_four_bytes()
    {
        Assert.Equal(OperationStatus.InvalidData, VariableByteInteger.Read(Checking.Bytes("80 80 80 80 01"), out _, out _));
        Assert.Equal(OperationStatus.NeedMoreData, VariableByteInteger.Read(Checking.Bytes("80 80 80"), out _, out _));
        Assert.Throws<ArgumentOutOfRangeException>(() => VariableByteInteger.SizeOf(VariableByteInteger.Maximum + 1));
    }

    [Fact]
    public void Longer_number_than_needed_is_an_error_in_5_0_only()
    {
        byte[] bytes = Checking.Bytes("C0 80 00");
        Assert.True(FrameScanner.Scan(bytes, ProtocolVersion.V311).IsFrame);
        Assert.Equal(OperationStatus.InvalidData, FrameScanner.Scan(bytes, ProtocolVersion.V500).Status);
    }
}
