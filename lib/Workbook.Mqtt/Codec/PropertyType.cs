namespace Workbook.Mqtt.Codec;

/// <summary>The forms that the value of a property can have on the wire (MQTT 5.0 section 1.5).</summary>
public enum PropertyType
{
    /// <summary>One byte.</summary>
    Byte,

    /// <summary>Two bytes, the high one first.</summary>
    TwoByteInteger,

    /// <summary>Four bytes, the highest first.</summary>
    FourByteInteger,

    /// <summary>One to four bytes, see <see cref="Codec.VariableByteInteger"/>.</summary>
    VariableByteInteger,

    /// <summary>Text in UTF-8 after its length in two bytes.</summary>
    Utf8String,

    /// <summary>Any bytes after their length in two bytes.</summary>
    BinaryData,

    /// <summary>Two texts: a name and a value.</summary>
    Utf8StringPair,
}
