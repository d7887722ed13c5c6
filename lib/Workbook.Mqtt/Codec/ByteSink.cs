using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using System.Text.Unicode;
using Workbook.Mqtt.Packets;

namespace Workbook.Mqtt.Codec;

/// <summary>Takes the fields of a packet one by one: it either writes them or only counts their bytes.</summary>
/// <remarks>The same code measures and writes, so that the size known beforehand is the size written.</remarks>
internal ref struct ByteSink
{
    private readonly Span<byte> destination;
    private readonly bool isCounting;

    private ByteSink(Span<byte> destination, bool isCounting)
    {
        this.destination = destination;
        this.isCounting = isCounting;
    }

    public int Count { get; private set; }

    public static ByteSink Counting() => new(default, isCounting: true);

    public static ByteSink Into(Span<byte> destination) => new(destination, isCounting: false);

    /// <summary>Writes a text into exactly as many bytes as it takes in UTF-8.</summary>
    public static void Encode(string field, string text, Span<byte> exactly)
    {
        // As many bytes as characters: all of them are ASCII, for which there is a faster way.
        OperationStatus status = exactly.Length == text.Length
            ? Ascii.FromUtf16(text, exactly, out _)
            : Utf8.FromUtf16(text, exactly, out _, out _, replaceInvalidSequences: false);
        if (status != OperationStatus.Done)
        {
            throw new ArgumentException(
                $"{field}: expected well-formed text, got a lone surrogate (MQTT 5.0 [MQTT-1.5.4-1]).");
        }
    }

    /// <summary>Gives a length that fits into two bytes, or throws.</summary>
    public static ushort LengthOf(string field, int size) => size <= ushort.MaxValue
        ? (ushort)size
        : throw new ArgumentException($"{field}: expected at most 65,535 bytes, got {size} (MQTT 5.0 section 1.5.4).");

    public void Byte(byte value)
    {
        if (!isCounting)
            destination[Count] = value;
        Count++;
    }

    public void UInt16(ushort value)
    {
        if (!isCounting)
            BinaryPrimitives.WriteUInt16BigEndian(destination[Count..], value);
        Count += 2;
    }

    public void UInt32(uint value)
    {
        if (!isCounting)
            BinaryPrimitives.WriteUInt32BigEndian(destination[Count..], value);
        Count += 4;
    }

    public void Number(uint value) =>
        Count += isCounting
            ? VariableByteInteger.SizeOf(value)
            : VariableByteInteger.Write(destination[Count..], value);

    public void Raw(ReadOnlySpan<byte> bytes)
    {
        if (!isCounting)
            bytes.CopyTo(destination[Count..]);
        Count += bytes.Length;
    }

    /// <summary>Puts a length in two bytes and the bytes.</summary>
    public void Binary(string field, ReadOnlySpan<byte> bytes)
    {
        UInt16(LengthOf(field, bytes.Length));
        Raw(bytes);
    }

    /// <summary>Puts a length in two bytes and the text in UTF-8.</summary>
    public void Text(string field, string text)
    {
        int size = Encoding.UTF8.GetByteCount(text);
        UInt16(LengthOf(field, size));
        if (!isCounting)
            Encode(field, text, destination.Slice(Count, size));
        Count += size;
    }

    /// <summary>Puts the length of the properties and the properties.</summary>
    public void Properties(Properties properties)
    {
        ByteSink measure = Counting();
        for (int index = 0; index < properties.Count; index++)
            measure.Property(properties[index]);
        Number((uint)measure.Count);
        for (int index = 0; index < properties.Count; index++)
            Property(properties[index]);
    }

    /// <summary>Puts one property: its identifier and its value in the form that the table prescribes.</summary>
    public void Property(in Property property)
    {
        PropertyRule rule = PropertyTable.Find((uint)property.Id) ?? throw new ArgumentException(
            $"Expected a property identifier of MQTT 5.0, got 0x{(byte)property.Id:X2}.");
        Byte((byte)property.Id);
        switch (rule.Type)
        {
            case PropertyType.Byte:
                Byte(checked((byte)property.Number));
                break;
            case PropertyType.TwoByteInteger:
                UInt16(checked((ushort)property.Number));
                break;
            case PropertyType.FourByteInteger:
                UInt32(property.Number);
                break;
            case PropertyType.VariableByteInteger:
                Number(property.Number);
                break;
            case PropertyType.BinaryData:
                Binary(rule.Name, property.Content as byte[] ?? throw WrongContent(rule));
                break;
            case PropertyType.Utf8String:
                Text(rule.Name, property.Content as string ?? throw WrongContent(rule));
                break;
            default:
                UserProperty pair = property.Content is UserProperty user ? user : throw WrongContent(rule);
                Text(rule.Name, pair.Name);
                Text(rule.Name, pair.Value);
                break;
        }
    }

    private static ArgumentException WrongContent(PropertyRule rule) =>
        new($"Expected {rule.Name} to hold a value of the form {rule.Type}, got another.");
}
