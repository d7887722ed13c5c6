namespace Workbook.Examples;

/// <summary>What a choice of levels costs.</summary>
/// <param name="Policy">The choice.</param>
/// <param name="MqttMegabytes">MQTT packets alone, MB a truck and month.</param>
/// <param name="WireMegabytes">With all layers, MB a truck and month.</param>
/// <param name="CostPerTruck">$ a truck and month.</param>
/// <param name="FleetCost">$ a month for all.</param>
public sealed record FleetPolicy(
    string Policy, double MqttMegabytes, double WireMegabytes, double CostPerTruck, double FleetCost);
