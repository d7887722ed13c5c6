using Workbook.Mqtt.Packets;

namespace Workbook.Examples.Tests;

/// <summary>What is said of an alarm whose link is gone.</summary>
public sealed class AlarmDelayTests
{
    [Fact]
    public void Without_a_keep_alive_the_warning_names_no_endless_time()
    {
        var delay = new MedicalTelemetry { KeepAliveSeconds = 0 }.Delay(QualityOfService.AtLeastOnce);
        Assert.True(double.IsPositiveInfinity(delay.LinkLossSeconds));
        Assert.StartsWith("Without Keep Alive", Assert.Single(delay.Warnings));
    }
}
