namespace Workbook.Display.Tests;

/// <summary>Goal: each byte has a name. Method: a small packet, read back.</summary>
public sealed class PacketViewTests
{
    [Fact]
    public void Fields_show_their_bytes_in_hexadecimal()
    {
        PacketField[] fields = [new PacketField(0, 1, "type"), new PacketField(1, 1, "length")];
        var packet = new PacketView("PINGREQ", [0xC0, 0x00], fields);
        Assert.Contains("<code>C0</code>", packet.ToHtml());
        Assert.Contains("C0", packet.ToSvg());
        Assert.Contains("Byte 1: length.", packet.AltText);
    }

    [Fact]
    public void Long_fields_are_shortened_and_counted() => Assert.Contains(
        "00 00 00 00 00 00 00 00 00 00 00 00 … +8",
        new PacketView("p", new byte[20], [new PacketField(0, 20, "payload")]).ToString());

    [Fact]
    public void Nested_fields_are_indented() => Assert.Contains(
        "\u2003inner", new PacketView("p", [1], [new PacketField(0, 1, "inner", Level: 1)]).ToHtml());

    [Theory]
    [InlineData(-1, 1)]
    [InlineData(0, 3)]
    [InlineData(2, 1)]
    [InlineData(1, int.MaxValue)]
    public void A_field_outside_the_bytes_is_refused(int offset, int length)
    {
        var refusal = Assert.Throws<ArgumentException>(
            () => new PacketView("p", [1, 2], [new PacketField(offset, length, "x")]));
        Assert.Contains($"the field 'x' covers {length} bytes from {offset}, but there are 2 bytes.", refusal.Message);
    }
}
