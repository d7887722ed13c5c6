namespace Workbook.Mqtt.Sessions;

/// <summary>What a row of a QoS table makes the machine do; effects are carried out from the lowest bit to the
/// highest.</summary>
[Flags]
public enum QosEffects
{
    /// <summary>Nothing: the input is ignored.</summary>
    None = 0,

    /// <summary>Take a packet identifier that nothing in flight uses.</summary>
    TakeIdentifier = 1 << 0,

    /// <summary>Give the message to whoever is next: the application, or every matching session.</summary>
    DeliverMessage = 1 << 1,

    /// <summary>Keep the message until PUBREL comes (receiver method A).</summary>
    StoreMessage = 1 << 2,

    /// <summary>Send PUBLISH.</summary>
    SendPublish = 1 << 3,

    /// <summary>Set DUP in the PUBLISH that is sent.</summary>
    MarkDuplicate = 1 << 4,

    /// <summary>Send PUBACK.</summary>
    SendPuback = 1 << 5,

    /// <summary>Send PUBREC.</summary>
    SendPubrec = 1 << 6,

    /// <summary>Send PUBREL.</summary>
    SendPubrel = 1 << 7,

    /// <summary>Send PUBCOMP.</summary>
    SendPubcomp = 1 << 8,

    /// <summary>Say Packet Identifier in use (0x91) in the answer; MQTT 3.1.1 cannot say it and closes
    /// instead.</summary>
    ReportIdentifierInUse = 1 << 9,

    /// <summary>Say Packet Identifier not found (0x92) in the answer; MQTT 3.1.1 answers without a reason.</summary>
    ReportIdentifierNotFound = 1 << 10,

    /// <summary>The content of the message need not be kept any longer: the other side has it.</summary>
    DiscardContent = 1 << 11,

    /// <summary>The packet identifier is free again (sender), or means a new message from now on (receiver).</summary>
    ReleaseIdentifier = 1 << 12,

    /// <summary>Tell the application that this hop's guarantee is met.</summary>
    CompleteMessage = 1 << 13,

    /// <summary>Tell the application that the receiver refused the message.</summary>
    RefuseMessage = 1 << 14,

    /// <summary>Tell the application that the exchange was given up together with the session.</summary>
    AbandonMessage = 1 << 15,

    /// <summary>Close the connection with Protocol Error: the peer's state contradicts ours.</summary>
    RaiseProtocolError = 1 << 16,
}
