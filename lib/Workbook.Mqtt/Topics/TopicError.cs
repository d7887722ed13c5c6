namespace Workbook.Mqtt.Topics;

/// <summary>Why a text is not a valid topic name or topic filter.</summary>
/// <param name="Expected">What was expected, to follow the word "expected".</param>
/// <param name="Came">What came instead.</param>
/// <param name="Clause311">The clause of MQTT 3.1.1, for instance MQTT-4.7.1-2.</param>
/// <param name="Clause500">The clause of MQTT 5.0.</param>
public sealed record TopicError(string Expected, string Came, string Clause311, string Clause500)
{
    /// <summary>Gives one sentence.</summary>
    public override string ToString() =>
        $"Expected {Expected}, got {Came} (MQTT 3.1.1 [{Clause311}], MQTT 5.0 [{Clause500}]).";
}
