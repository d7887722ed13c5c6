using System.Reflection;

namespace Workbook.Examples;

/// <summary>Every constant that a model uses, in one place, by group.</summary>
/// <remarks>Each has its unit, condition, source and confidence. What is not known is listed in <see cref="Unknown"/>,
/// and no model invents it.</remarks>
public static partial class Physics
{
    /// <summary>All constants by group.</summary>
    public static ILookup<string, PhysicalConstant> Groups { get; } = Collect();

    /// <summary>All constants, group by group in the order of the groups' names.</summary>
    public static IReadOnlyList<PhysicalConstant> All { get; } = [.. Groups.SelectMany(group => group)];

    /// <summary>What a reader may look for and nobody is known to have published in a form that can be used.</summary>
    public static IReadOnlyList<string> Unknown { get; } =
    [
        "The energy of MQTT QoS 0, 1 and 2 measured on an ESP8266 or ESP32: no credible table is known. "
            + "One-way against request-response on LTE-M and NB-IoT is the measured stand-in.",
        "The energy of a Wi-Fi association and of a TLS reconnection on an ESP32: parameters here.",
        "Bytes that the radio access network of NB-IoT or LTE-M adds to a packet, and the gain of header compression.",
        "The pulse current of a CR2032 and of a bobbin Li-SOCl2 AA cell as a published limit.",
        "Rounding of cellular data per session by operators as list terms.",
        "Memory of a queued message in Mosquitto and EMQX.",
    ];

    internal static string GroupOf(PhysicalConstant constant) =>
        Groups.FirstOrDefault(group => group.Any(member => ReferenceEquals(member, constant)))?.Key ?? "";

    private static ILookup<string, PhysicalConstant> Collect() => typeof(Physics).GetNestedTypes()
        .OrderBy(group => group.Name, StringComparer.Ordinal)
        .SelectMany(group => group.GetProperties(BindingFlags.Public | BindingFlags.Static)
            .OrderBy(property => property.MetadataToken)
            .Select(property => property.GetValue(null)).OfType<PhysicalConstant>()
            .Select(constant => (group.Name, constant)))
        .ToLookup(entry => entry.Name, entry => entry.constant);
}
