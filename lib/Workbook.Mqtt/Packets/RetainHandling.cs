namespace Workbook.Mqtt.Packets;

/// <summary>When a server sends retained messages because of a subscription (MQTT 5.0 section 3.8.3.1).</summary>
public enum RetainHandling : byte
{
    /// <summary>At every SUBSCRIBE. MQTT 3.1.1 knows only this.</summary>
    SendAtSubscribe = 0,

    /// <summary>Only when the subscription did not exist before.</summary>
    SendIfNew = 1,

    /// <summary>Never.</summary>
    DoNotSend = 2,
}
