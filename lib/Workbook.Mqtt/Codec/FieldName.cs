namespace Workbook.Mqtt.Codec;

/// <summary>The names of the fields on the wire, as Wireshark's MQTT dissector displays them.</summary>
internal static class FieldName
{
    public const string HeaderFlags = "Header Flags";
    public const string MsgLen = "Msg Len";
    public const string ProtocolNameLength = "Protocol Name Length";
    public const string ProtocolName = "Protocol Name";
    public const string Version = "Version";
    public const string ConnectFlags = "Connect Flags";
    public const string KeepAlive = "Keep Alive";
    public const string ClientIdLength = "Client ID Length";
    public const string ClientId = "Client ID";
    public const string WillTopicLength = "Will Topic Length";
    public const string WillTopic = "Will Topic";
    public const string WillMessageLength = "Will Message Length";
    public const string WillMessage = "Will Message";
    public const string UserNameLength = "User Name Length";
    public const string UserName = "User Name";
    public const string PasswordLength = "Password Length";
    public const string Password = "Password";
    public const string AcknowledgeFlags = "Acknowledge Flags";
    public const string ReturnCode = "Return Code";
    public const string ReasonCode = "Reason Code";
    public const string MessageIdentifier = "Message Identifier";
    public const string TopicLength = "Topic Length";
    public const string Topic = "Topic";
    public const string Message = "Message";
    public const string RequestedQoS = "Requested QoS";
    public const string SubscriptionOptions = "Subscription Options";
    public const string GrantedQoS = "Granted QoS";
    public const string Properties = "Properties";
    public const string WillProperties = "Will Properties";
    public const string TotalLength = "Total Length";
    public const string PropertyId = "ID";
    public const string PropertyLength = "Length";
    public const string PropertyValue = "Value";
    public const string KeyLength = "Key Length";
    public const string Key = "Key";
    public const string ValueLength = "Value Length";
}
