namespace Workbook.Mqtt.Packets;

public sealed partial class Properties
{
    /// <summary>Seconds after which the message is of no use; absent: never.</summary>
    public uint? MessageExpiryInterval
    {
        get => (uint?)Number(PropertyId.MessageExpiryInterval);
        init => SetNumber(PropertyId.MessageExpiryInterval, value);
    }

    /// <summary>Seconds for which the session outlives its connection; absent: 0; 0xFFFFFFFF: for ever.</summary>
    public uint? SessionExpiryInterval
    {
        get => (uint?)Number(PropertyId.SessionExpiryInterval);
        init => SetNumber(PropertyId.SessionExpiryInterval, value);
    }

    /// <summary>Seconds between the loss of the connection and the will; absent: 0.</summary>
    public uint? WillDelayInterval
    {
        get => (uint?)Number(PropertyId.WillDelayInterval);
        init => SetNumber(PropertyId.WillDelayInterval, value);
    }

    /// <summary>The largest packet, in bytes, that its sender accepts; absent: no limit but the protocol's.</summary>
    public uint? MaximumPacketSize
    {
        get => (uint?)Number(PropertyId.MaximumPacketSize);
        init => SetNumber(PropertyId.MaximumPacketSize, value);
    }

    /// <summary>How many unacknowledged QoS 1 and 2 messages the sender of this property takes at once.</summary>
    /// <remarks>Absent: 65,535; 0 is a protocol error.</remarks>
    public ushort? ReceiveMaximum
    {
        get => (ushort?)Number(PropertyId.ReceiveMaximum);
        init => SetNumber(PropertyId.ReceiveMaximum, value);
    }

    /// <summary>The highest topic alias that the sender of this property accepts; absent: 0, none.</summary>
    public ushort? TopicAliasMaximum
    {
        get => (ushort?)Number(PropertyId.TopicAliasMaximum);
        init => SetNumber(PropertyId.TopicAliasMaximum, value);
    }

    /// <summary>A number that stands for the topic name on this connection; 0 is a protocol error.</summary>
    public ushort? TopicAlias
    {
        get => (ushort?)Number(PropertyId.TopicAlias);
        init => SetNumber(PropertyId.TopicAlias, value);
    }

    /// <summary>The Keep Alive, in seconds, that the server wants used.</summary>
    public ushort? ServerKeepAlive
    {
        get => (ushort?)Number(PropertyId.ServerKeepAlive);
        init => SetNumber(PropertyId.ServerKeepAlive, value);
    }

    /// <summary>0: bytes; 1: UTF-8 text.</summary>
    public byte? PayloadFormatIndicator
    {
        get => (byte?)Number(PropertyId.PayloadFormatIndicator);
        init => SetNumber(PropertyId.PayloadFormatIndicator, value);
    }

    /// <summary>0 or 1; absent: 1.</summary>
    public byte? RequestProblemInformation
    {
        get => (byte?)Number(PropertyId.RequestProblemInformation);
        init => SetNumber(PropertyId.RequestProblemInformation, value);
    }

    /// <summary>0 or 1; absent: 0.</summary>
    public byte? RequestResponseInformation
    {
        get => (byte?)Number(PropertyId.RequestResponseInformation);
        init => SetNumber(PropertyId.RequestResponseInformation, value);
    }

    /// <summary>0 or 1; absent: 2.</summary>
    public byte? MaximumQoS
    {
        get => (byte?)Number(PropertyId.MaximumQoS);
        init => SetNumber(PropertyId.MaximumQoS, value);
    }

    /// <summary>0 or 1; absent: 1.</summary>
    public byte? RetainAvailable
    {
        get => (byte?)Number(PropertyId.RetainAvailable);
        init => SetNumber(PropertyId.RetainAvailable, value);
    }

    /// <summary>0 or 1; absent: 1.</summary>
    public byte? WildcardSubscriptionAvailable
    {
        get => (byte?)Number(PropertyId.WildcardSubscriptionAvailable);
        init => SetNumber(PropertyId.WildcardSubscriptionAvailable, value);
    }

    /// <summary>0 or 1; absent: 1.</summary>
    public byte? SubscriptionIdentifierAvailable
    {
        get => (byte?)Number(PropertyId.SubscriptionIdentifierAvailable);
        init => SetNumber(PropertyId.SubscriptionIdentifierAvailable, value);
    }

    /// <summary>0 or 1; absent: 1.</summary>
    public byte? SharedSubscriptionAvailable
    {
        get => (byte?)Number(PropertyId.SharedSubscriptionAvailable);
        init => SetNumber(PropertyId.SharedSubscriptionAvailable, value);
    }

    /// <summary>The kind of content, for instance a MIME type.</summary>
    public string? ContentType
    {
        get => (string?)Content(PropertyId.ContentType);
        init => SetContent(PropertyId.ContentType, value);
    }

    /// <summary>The topic name for an answer.</summary>
    public string? ResponseTopic
    {
        get => (string?)Content(PropertyId.ResponseTopic);
        init => SetContent(PropertyId.ResponseTopic, value);
    }

    /// <summary>The client identifier that the server chose.</summary>
    public string? AssignedClientIdentifier
    {
        get => (string?)Content(PropertyId.AssignedClientIdentifier);
        init => SetContent(PropertyId.AssignedClientIdentifier, value);
    }

    /// <summary>The name of the enhanced authentication method.</summary>
    public string? AuthenticationMethod
    {
        get => (string?)Content(PropertyId.AuthenticationMethod);
        init => SetContent(PropertyId.AuthenticationMethod, value);
    }

    /// <summary>The basis from which the client makes response topics.</summary>
    public string? ResponseInformation
    {
        get => (string?)Content(PropertyId.ResponseInformation);
        init => SetContent(PropertyId.ResponseInformation, value);
    }

    /// <summary>Another server that the client should use.</summary>
    public string? ServerReference
    {
        get => (string?)Content(PropertyId.ServerReference);
        init => SetContent(PropertyId.ServerReference, value);
    }

    /// <summary>An explanation for people.</summary>
    public string? ReasonString
    {
        get => (string?)Content(PropertyId.ReasonString);
        init => SetContent(PropertyId.ReasonString, value);
    }

    /// <summary>Bytes that tie an answer to its request.</summary>
    public byte[]? CorrelationData
    {
        get => (byte[]?)Content(PropertyId.CorrelationData);
        init => SetContent(PropertyId.CorrelationData, value);
    }

    /// <summary>The data of an authentication step.</summary>
    public byte[]? AuthenticationData
    {
        get => (byte[]?)Content(PropertyId.AuthenticationData);
        init => SetContent(PropertyId.AuthenticationData, value);
    }

    /// <summary>The subscription identifiers, each 1 to 268,435,455; a PUBLISH from the server may carry several.</summary>
    public IReadOnlyList<uint> SubscriptionIdentifiers
    {
        get => [.. entries.Where(entry => entry.Id == PropertyId.SubscriptionIdentifier).Select(entry => entry.Number)];
        init
        {
            foreach (uint identifier in value)
                entries.Add(new Property(PropertyId.SubscriptionIdentifier, identifier, null));
        }
    }

    /// <summary>The user properties in their order; the same name may occur again.</summary>
    public IReadOnlyList<UserProperty> UserProperties
    {
        get => [.. entries.Where(entry => entry.Id == PropertyId.UserProperty).Select(entry => (UserProperty)entry.Content!)];
        init
        {
            foreach (UserProperty pair in value)
                entries.Add(new Property(PropertyId.UserProperty, 0, pair));
        }
    }
}
