using Workbook.Mqtt.Sessions;

namespace Workbook.Tests;

/// <summary>State diagrams are drawn from the tables that the code runs.</summary>
public sealed class ShowStatesTests
{
    [Fact]
    public void Every_row_that_does_something_is_a_transition()
    {
        var table = QosReceiverTable.MethodA;
        int doing = table.Rows.Count(row => row.Effects != QosEffects.None || row.From != row.To);
        Assert.Equal(doing, Show.States("Receiver", table).Transitions.Length);
    }

    [Fact]
    public void Inputs_and_effects_are_written_in_the_words_of_MQTT()
    {
        var diagram = Show.States("Sender", QosSenderTable.Standard);
        Assert.Contains(("Awaiting PUBREC", "Awaiting PUBCOMP", "PUBREC / PUBREL"), diagram.Transitions);
        Assert.Contains(("Free", "Awaiting PUBACK", "QoS 1 message / PUBLISH"), diagram.Transitions);
        Assert.Contains(("Awaiting PUBACK", "Awaiting PUBACK", "Session resumed / PUBLISH DUP"), diagram.Transitions);
    }

    [Fact]
    public void Protocol_errors_and_rows_left_out_by_the_caller_are_not_drawn() =>
        Assert.DoesNotContain(
            Show.States("Sender", QosSenderTable.Standard, row => row.Input != QosSenderInput.SessionResumed).Transitions,
            each => each.Label.Contains("resumed / PUBLISH") || each.Label.Contains("error"));
}
