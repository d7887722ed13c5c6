namespace Workbook.Mqtt.Packets;

/// <summary>A name and a value of the application; the same name may occur again, and order is kept (MQTT 5.0 section 3.3.2.3.7).</summary>
/// <param name="Name">The name: UTF-8, at most 65,535 bytes.</param>
/// <param name="Value">The value: UTF-8, at most 65,535 bytes.</param>
public readonly record struct UserProperty(string Name, string Value);
