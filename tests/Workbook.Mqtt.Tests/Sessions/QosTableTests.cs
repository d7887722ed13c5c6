using Workbook.Mqtt.Sessions;

namespace Workbook.Mqtt.Tests.Sessions;

/// <summary>Goal: the tables are complete and consistent in themselves. Method: enumerate their rows.</summary>
public sealed class QosTableTests
{
    [Fact]
    public void Every_state_and_input_has_a_row_with_a_sentence()
    {
        AssertComplete(QosSenderTable.Standard, 4 * 10);
        AssertComplete(QosReceiverTable.MethodA, 2 * 7);
        AssertComplete(QosReceiverTable.MethodB, 2 * 7);
    }

    [Fact]
    public void Input_that_contradicts_the_state_changes_nothing()
    {
        foreach (var row in QosSenderTable.Standard.Rows.Where(row => row.Effects.HasFlag(QosEffects.RaiseProtocolError)))
        {
            Assert.Equal(row.From, row.To);
            Assert.Equal(QosEffects.RaiseProtocolError, row.Effects);
        }

        foreach (var row in QosReceiverTable.MethodB.Rows.Where(row => row.Effects.HasFlag(QosEffects.ReportIdentifierInUse)))
            Assert.Equal(row.From, row.To);
    }

    [Fact]
    public void An_identifier_is_released_exactly_when_its_exchange_ends()
    {
        foreach (var row in QosSenderTable.Standard.Rows)
        {
            bool ends = row.From != QosSenderState.Free && row.To == QosSenderState.Free;
            Assert.Equal(ends, row.Effects.HasFlag(QosEffects.ReleaseIdentifier));
        }
    }

    [Fact]
    [Trait("clause", "5.0 4.3.3-6")]
    [Trait("clause", "3.1.1 4.3.3-1")]
    public void PUBLISH_is_never_sent_once_PUBREL_is() => Assert.DoesNotContain(
        QosSenderTable.Standard.Rows,
        row => row.From == QosSenderState.AwaitingPubcomp && row.Effects.HasFlag(QosEffects.SendPublish));

    [Fact]
    [Trait("clause", "5.0 3.3.1-1")]
    [Trait("clause", "3.1.1 3.3.1-1")]
    public void DUP_is_set_exactly_on_what_is_sent_again()
    {
        foreach (var row in QosSenderTable.Standard.Rows.Where(row => row.Effects.HasFlag(QosEffects.SendPublish)))
            Assert.Equal(row.Input == QosSenderInput.SessionResumed, row.Effects.HasFlag(QosEffects.MarkDuplicate));
    }

    [Fact]
    [Trait("clause", "5.0 4.4.0-1")]
    public void PUBLISH_is_sent_again_at_no_other_time_than_when_a_session_is_resumed() => Assert.All(
        QosSenderTable.Standard.Rows.Where(row => row.Effects.HasFlag(QosEffects.SendPublish)),
        row => Assert.True(row.From == QosSenderState.Free || row.Input == QosSenderInput.SessionResumed));

    [Fact]
    [Trait("clause", "5.0 4.3.3-11")]
    [Trait("clause", "3.1.1 4.3.3-2")]
    public void Every_PUBREL_is_answered_by_PUBCOMP() => Assert.All(
        QosReceiverTable.MethodA.Rows.Concat(QosReceiverTable.MethodB.Rows)
            .Where(row => row.Input == QosReceiverInput.PubrelReceived),
        row => Assert.True(row.Effects.HasFlag(QosEffects.SendPubcomp)));

    [Fact]
    public void The_two_methods_differ_only_in_when_they_deliver()
    {
        const QosEffects delivering = QosEffects.DeliverMessage | QosEffects.StoreMessage;
        foreach ((var a, var b) in QosReceiverTable.MethodA.Rows.Zip(QosReceiverTable.MethodB.Rows))
        {
            Assert.Equal(a.To, b.To);
            Assert.Equal(a.Effects & ~delivering, b.Effects & ~delivering);
        }
    }

    [Fact]
    public void A_missing_row_is_named()
    {
        var rows = QosReceiverTable.MethodB.Rows.Skip(1).ToArray();
        string message = Assert.Throws<ArgumentException>(
            () => new QosTable<QosReceiverState, QosReceiverInput>(rows)).Message;
        Assert.Contains("Free and QoS1PublishReceived", message);
    }

    [Fact]
    public void A_row_that_stands_twice_is_named()
    {
        var rows = QosReceiverTable.MethodB.Rows.Append(QosReceiverTable.MethodB.Rows[0]).ToArray();
        string message = Assert.Throws<ArgumentException>(
            () => new QosTable<QosReceiverState, QosReceiverInput>(rows)).Message;
        Assert.Contains("there are two", message);
    }

    private static void AssertComplete<TState, TInput>(QosTable<TState, TInput> table, int count)
        where TState : struct, Enum
        where TInput : struct, Enum
    {
        Assert.Equal(count, table.Rows.Count);
        foreach (TState state in Enum.GetValues<TState>())
        {
            foreach (TInput input in Enum.GetValues<TInput>())
            {
                QosTransition<TState, TInput> row = table[state, input];
                Assert.Equal((state, input), (row.From, row.Input));
                Assert.EndsWith(".", row.Meaning);
                Assert.Matches(@"^(\d\.\d+\.\d+-\d+( |$))*$", row.Clause311);
                Assert.Matches(@"^(\d\.\d+\.\d+-\d+( |$))*$", row.Clause500);
            }
        }
    }
}
