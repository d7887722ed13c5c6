namespace Workbook.Examples;

/// <summary>What a choice of levels takes of the network.</summary>
/// <param name="Policy">The choice.</param>
/// <param name="BytesPerHour">Bytes with all layers an hour, both ways.</param>
/// <param name="PacketsPerHour">MQTT packets an hour, both ways.</param>
public sealed record MedicalPolicy(string Policy, double BytesPerHour, double PacketsPerHour)
{
    /// <summary>The mean rate in kbit/s.</summary>
    public double KilobitsPerSecond => BytesPerHour * 8 / 1000 / Duration.SecondsPerHour;
}
