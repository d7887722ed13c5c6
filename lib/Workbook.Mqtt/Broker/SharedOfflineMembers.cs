namespace Workbook.Mqtt.Broker;

/// <summary>Whether a shared subscription gives messages to members that are away; MQTT 5.0 section 4.8.2 leaves it
/// open.</summary>
public enum SharedOfflineMembers : byte
{
    /// <summary>Members that are online take turns; only when none is, those that are away do.</summary>
    PreferOnline = 0,

    /// <summary>All members take turns: messages wait for those that are away while others idle.</summary>
    TakeTurns = 1,

    /// <summary>Members that are away get nothing: with none online the group misses the message.</summary>
    OnlineOnly = 2,
}
