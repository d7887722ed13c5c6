using System.Globalization;
using Workbook.Mqtt.Packets;

namespace Workbook.Mqtt.Codec;

/// <summary>Finds the sentence that explains a field of a certain frame.</summary>
internal readonly ref struct AnatomySentences(ReadOnlySpan<byte> frame, ProtocolVersion version, PacketError? error)
{
    private static readonly Dictionary<string, string> sentences = new()
    {
        [FieldName.MsgLen] = "Remaining Length: how many bytes follow this field.",
        [FieldName.ProtocolNameLength] = "How many bytes the protocol name has.",
        [FieldName.ProtocolName] = "The protocol name, always MQTT.",
        [FieldName.Version] = "Protocol Level: 4 is MQTT 3.1.1, 5 is MQTT 5.0.",
        [FieldName.KeepAlive] = "The longest silence of the client, in seconds; 0 turns the check off.",
        [FieldName.ClientIdLength] = "How many bytes the client identifier has; 0 asks the server to choose one.",
        [FieldName.ClientId] = "The client identifier: the key of the session.",
        [FieldName.WillTopicLength] = "How many bytes the will's topic name has.",
        [FieldName.WillTopic] = "Where the server publishes the will.",
        [FieldName.WillMessageLength] = "How many bytes the will's payload has.",
        [FieldName.WillMessage] = "The payload of the will.",
        [FieldName.UserNameLength] = "How many bytes the user name has.",
        [FieldName.UserName] = "The user name, readable by anyone on the way unless TLS hides it.",
        [FieldName.PasswordLength] = "How many bytes the password has.",
        [FieldName.Password] = "The password, readable by anyone on the way unless TLS hides it.",
        [FieldName.MessageIdentifier] = "The packet identifier, which ties a packet to its answer.",
        [FieldName.TopicLength] = "How many bytes the topic has.",
        [FieldName.Message] = "The payload: the bytes that the application sent.",
        [FieldName.TotalLength] = "How many bytes of properties follow.",
        [FieldName.PropertyLength] = "How many bytes the value has.",
        [FieldName.KeyLength] = "How many bytes the name has.",
        [FieldName.Key] = "The name of a user property.",
        [FieldName.ValueLength] = "How many bytes the value has.",
        [FieldName.WillProperties] = "The properties of the will.",
        [FieldName.Properties] = "The properties of the packet.",
        ["Property"] = "One property: its identifier and its value.",
        ["Topic Alias"] = "A number that stands for the topic name on this connection.",
        ["QoS"] = "The highest QoS that the server supports.",
        [FieldName.PropertyValue] = "The value of the property.",
    };

    private readonly ReadOnlySpan<byte> frame = frame;

    public string Explain(AnatomyField field)
    {
        int first = field.Length > 0 ? frame[field.Offset] : 0;
        return field.Name switch
        {
            PacketAnatomy.NotRead => error is null ? "" : error.ToString(),
            FieldName.HeaderFlags => HeaderFlags(first),
            FieldName.ConnectFlags => ConnectFlags(first),
            FieldName.AcknowledgeFlags => $"Session Present {first & 1}: the server " +
                ((first & 1) == 1 ? "goes on with a stored session." : "has no stored session."),
            FieldName.ReturnCode => $"{ReturnCode.ToReasonCode((byte)first)}.",
            FieldName.ReasonCode => $"0x{first:X2}: {(ReasonCode)first}.",
            FieldName.GrantedQoS => first >= 0x80
                ? "The subscription is refused."
                : $"QoS {first} at most will be used.",
            FieldName.RequestedQoS => $"QoS {first} at most is asked for.",
            FieldName.SubscriptionOptions => SubscriptionOptions(first),
            FieldName.Topic => IsPublish ? "The topic name." : "The topic filter.",
            FieldName.PropertyId => PropertyIdentifier(field),
            _ => sentences.GetValueOrDefault(field.Name, ""),
        };
    }

    private bool IsPublish => frame[0] >> 4 == (int)PacketType.Publish;

    private static string HeaderFlags(int first)
    {
        var type = (PacketType)(first >> 4);
        return type == PacketType.Publish
            ? $"PUBLISH, DUP {(first >> 3) & 1}, QoS {(first >> 1) & 3}, RETAIN {first & 1}."
            : $"{type.Word()}; its four flag bits are always {first & 0x0F:b4}.";
    }

    private string ConnectFlags(int first) =>
        $"User Name {(first >> 7) & 1}, Password {(first >> 6) & 1}, Will Retain {(first >> 5) & 1}, " +
        $"Will QoS {(first >> 3) & 3}, Will {(first >> 2) & 1}, " +
        $"{(version == ProtocolVersion.V500 ? "Clean Start" : "Clean Session")} {(first >> 1) & 1}.";

    private static string SubscriptionOptions(int first) =>
        $"QoS {first & 3} at most, No Local {(first >> 2) & 1}, Retain As Published {(first >> 3) & 1}, " +
        $"Retain Handling {(first >> 4) & 3}.";

    private static string PropertyIdentifier(AnatomyField field)
    {
        PropertyRule? rule = PropertyTable.Find(uint.Parse(field.Value, CultureInfo.InvariantCulture));
        return rule is null ? "No property of MQTT 5.0." : $"{rule.Name}, {Form(rule.Type)}.";
    }

    private static string Form(PropertyType type) => type switch
    {
        PropertyType.Byte => "one byte",
        PropertyType.TwoByteInteger => "a number in two bytes",
        PropertyType.FourByteInteger => "a number in four bytes",
        PropertyType.VariableByteInteger => "a number in one to four bytes",
        PropertyType.BinaryData => "bytes",
        PropertyType.Utf8String => "a text",
        _ => "a name and a value",
    };
}
