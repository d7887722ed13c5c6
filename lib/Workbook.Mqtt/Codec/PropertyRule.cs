using Workbook.Mqtt.Packets;

namespace Workbook.Mqtt.Codec;

/// <summary>What MQTT 5.0 says of one property: one row of <see cref="PropertyTable"/>.</summary>
/// <param name="Id">The identifier on the wire.</param>
/// <param name="Name">The name in the standard.</param>
/// <param name="Type">The form of its value.</param>
/// <param name="Places">Where it may stand.</param>
/// <param name="Section">The section of MQTT 5.0 that defines it.</param>
public sealed record PropertyRule(PropertyId Id, string Name, PropertyType Type, PropertyPlaces Places, string Section)
{
    /// <summary>Where it may stand more than once.</summary>
    public PropertyPlaces RepeatableIn { get; init; }

    /// <summary>The smallest number allowed; 0 for a value that is not a number.</summary>
    public uint Minimum { get; init; }

    /// <summary>The largest number allowed; meaningless for a value that is not a number.</summary>
    public uint Maximum { get; init; } = uint.MaxValue;

    /// <summary>Whether the value must be a topic name, without wildcards.</summary>
    public bool IsTopicName { get; init; }

    /// <summary>Whether the value is a number.</summary>
    public bool IsNumber => Type <= PropertyType.VariableByteInteger;

    internal string ValueField { get; init; } = FieldName.PropertyValue;

    internal PacketRule InBounds => new(
        $"{Name} from {Minimum} to {Maximum}",
        PacketFault.ProtocolError,
        null,
        $"section {Section}",
        Id == PropertyId.TopicAlias ? ReasonCode.TopicAliasInvalid : null);

    internal PacketRule Once => new($"{Name} at most once", PacketFault.ProtocolError, null, $"section {Section}");
}
