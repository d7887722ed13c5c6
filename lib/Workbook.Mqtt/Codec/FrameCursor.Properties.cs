using System.Text;
using Workbook.Mqtt.Packets;

namespace Workbook.Mqtt.Codec;

internal ref partial struct FrameCursor
{
    /// <summary>Reads a block of properties into a set; MQTT 3.1.1 has none.</summary>
    public bool TryProperties(string group, PropertyPlaces place, out Properties properties)
    {
        properties = Properties.Empty;
        if (!Is500)
            return true;
        var entries = new List<Property>();
        if (!TryPropertyBlock(group, place, entries, out _, out _))
            return false;
        if (entries.Count > 0)
            properties = new Properties(entries);
        return true;
    }

    /// <summary>Checks a block of properties without keeping anything but its bytes and the topic alias.</summary>
    public bool TryPropertyBlock(
        string group,
        PropertyPlaces place,
        List<Property>? entries,
        out ReadOnlySpan<byte> block,
        out ushort topicAlias)
    {
        block = default;
        topicAlias = 0;
        int groupStart = Offset;
        recorder?.OpenGroup(groupStart, group);
        if (!TryVariableByteInteger(FieldName.TotalLength, out uint length))
            return false;
        if (length > (uint)Remaining)
        {
            return Fail(
                groupStart, FieldName.TotalLength, PacketRules.EnoughBytes, $"{length} B with {Remaining} B left");
        }

        block = frame.Slice(Offset, (int)length);
        (int outerEnd, end) = (end, Offset + (int)length);
        int count = 0;
        for (ulong seen = 0; !IsAtEnd; count++)
        {
            if (!TryProperty(place, ref seen, entries is not null, out Property property))
                return false;
            if (property.Id == PropertyId.TopicAlias)
                topicAlias = (ushort)property.Number;
            entries?.Add(property);
        }

        end = outerEnd;
        recorder?.CloseGroup(Offset, count == 1 ? "1 property" : $"{count} properties");
        return true;
    }

    /// <summary>Makes a set of a block that was checked before.</summary>
    public static Properties ReadCheckedProperties(ReadOnlySpan<byte> block)
    {
        var cursor = new FrameCursor(block, ProtocolVersion.V500, null);
        var entries = new List<Property>();
        ulong seen = 0;
        while (!cursor.IsAtEnd && cursor.TryProperty(PropertyPlaces.Publish, ref seen, true, out Property property))
            entries.Add(property);
        return new Properties(entries);
    }

    private bool TryProperty(PropertyPlaces place, ref ulong seen, bool keepContent, out Property property)
    {
        property = default;
        int start = Offset;
        recorder?.OpenGroup(start, "Property");
        if (!TryVariableByteInteger(FieldName.PropertyId, out uint id))
            return false;
        if (PropertyTable.Find(id) is not { } rule)
            return Fail(start, FieldName.PropertyId, PacketRules.UnknownProperty, $"0x{id:X2}");
        int valueStart = Offset;
        if (!TryValue(rule, keepContent, out uint number, out object? content) ||
            !CheckProperty(rule, place, start, valueStart, number, ref seen))
        {
            return false;
        }

        property = new Property(rule.Id, number, content);
        recorder?.CloseGroup(Offset, rule.Name);
        return true;
    }

    private bool TryValue(PropertyRule rule, bool keepContent, out uint number, out object? content)
    {
        (number, content) = (0, null);
        switch (rule.Type)
        {
            case PropertyType.Byte:
                bool isByte = TryByte(rule.ValueField, out byte one);
                number = one;
                return isByte;
            case PropertyType.TwoByteInteger:
                bool isShort = TryUInt16(rule.ValueField, out ushort two);
                number = two;
                return isShort;
            case PropertyType.FourByteInteger:
                return TryUInt32(rule.ValueField, out number);
            case PropertyType.VariableByteInteger:
                return TryVariableByteInteger(rule.ValueField, out number);
            case PropertyType.BinaryData:
                if (!TryBinary(FieldName.PropertyLength, rule.ValueField, out ReadOnlySpan<byte> bytes))
                    return false;
                content = keepContent ? bytes.ToArray() : null;
                return true;
            case PropertyType.Utf8String:
                if (!TryPropertyText(rule, out ReadOnlySpan<byte> text))
                    return false;
                content = keepContent ? Encoding.UTF8.GetString(text) : null;
                return true;
            default:
                if (!TryUtf8(FieldName.KeyLength, FieldName.Key, out ReadOnlySpan<byte> key) ||
                    !TryUtf8(FieldName.ValueLength, rule.ValueField, out ReadOnlySpan<byte> value))
                {
                    return false;
                }

                content = keepContent
                    ? new UserProperty(Encoding.UTF8.GetString(key), Encoding.UTF8.GetString(value))
                    : null;
                return true;
        }
    }

    private bool TryPropertyText(PropertyRule rule, out ReadOnlySpan<byte> text) => rule.IsTopicName
        ? TryTopicName(FieldName.PropertyLength, rule.ValueField, out text)
        : TryUtf8(FieldName.PropertyLength, rule.ValueField, out text);

    private bool CheckProperty(
        PropertyRule rule, PropertyPlaces place, int start, int valueStart, uint number, ref ulong seen)
    {
        if ((rule.Places & place) == 0)
        {
            bool fromOtherSide = (place & PropertyPlaces.Publish) != 0 && (rule.Places & PropertyPlaces.Publish) != 0 ||
                (place & PropertyPlaces.Disconnect) != 0 && (rule.Places & PropertyPlaces.Disconnect) != 0;
            PacketRule misplaced = fromOtherSide ? PacketRules.PropertySender : PacketRules.PropertyPlace;
            return Fail(start, FieldName.PropertyId, misplaced, $"{rule.Name} in {place}");
        }

        ulong bit = 1ul << (int)rule.Id;
        if ((seen & bit) != 0 && (rule.RepeatableIn & place) == 0)
            return Fail(start, FieldName.PropertyId, rule.Once, "a second one");
        seen |= bit;
        return !rule.IsNumber || (number >= rule.Minimum && number <= rule.Maximum) ||
            Fail(valueStart, rule.ValueField, rule.InBounds, $"{number}");
    }
}
