using Workbook.Mqtt.Sessions;

namespace Workbook.Explore.Tests;

/// <summary>Every seeded bug is found, by the shortest path, and without it the same model is right.</summary>
public sealed class SeededFaultTests
{
    /// <summary>By name, with the number of moves to the refutation: worked out by the explorer, and read through by
    /// hand.</summary>
    public static TheoryData<string, int> Faults => new()
    {
        { "sender repeats PUBLISH after PUBREC", 7 },
        { "receiver forgets identifiers on reconnection", 5 },
        { "receiver does not remember identifiers", 5 },
        { "receiver hands on at PUBLISH and at PUBREL", 4 },
        { "retry timer on a living connection", 5 },
        { "identifier reused before PUBCOMP", 8 },
        { "unknown PUBREL is not answered", 5 },
        { "unknown PUBREL closes the connection", 5 },
        { "repeated PUBLISH before PUBREL closes the connection", 5 },
        { "repeated PUBLISH before PUBREL is refused", 7 },
        { "repeated PUBLISH before PUBREL is not answered", 3 },
        { "unfinished messages go out again in the wrong order", 6 },
        { "nothing goes out again after a reconnection", 2 },
        { "DUP is used to drop repeats", 6 },
        { "message expiry ends an exchange past PUBREC", 9 },
        { "window grows after a reconnection", 4 },
    };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static ExplorationResult All(IModel model) =>
        Explorer.Explore(model, new ExplorerOptions { StopsAtViolation = false }, cancellation: Cancellation);

    [Theory]
    [MemberData(nameof(Faults))]
    public void It_is_found_by_the_shortest_path_which_replays(string name, int moves)
    {
        SeededFault fault = SeededFaults.Find(name);
        Finding finding = All(fault.Model)[fault.Breaks];
        Assert.Equal(Verdict.Refuted, finding.Verdict);
        Assert.Equal(moves, finding.Path!.Steps.Count);
        Assert.Equal(moves + 1, finding.Path.Replay().Count());
        Assert.NotEmpty(finding.Path.ToTimeline().Packets);
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public void Without_it_the_same_model_keeps_all_its_promises(string name, int moves)
    {
        Assert.True(moves > 0);
        ExplorationResult result = All(SeededFaults.Find(name).Setting);
        Assert.True(result.Holds, $"{result}");
    }

    [Fact]
    public void There_are_at_least_twelve_and_the_tests_name_them_all()
    {
        Assert.InRange(SeededFaults.All.Count, 12, 100);
        Assert.Equal(
            SeededFaults.All.Select(fault => fault.Name).Order(), Faults.Select(row => row.Data.Item1).Order());
        Assert.All(SeededFaults.All, fault => Assert.Matches("^[^/ ]+/[^# ]+#[0-9]+$", fault.Report));
    }

    [Fact]
    public void A_table_that_repeats_a_PUBLISH_without_its_content_is_refused_with_a_sentence()
    {
        QosTable<QosSenderState, QosSenderInput> right = QosSenderTable.Standard;
        SeededFault fault = SeededFaults.Find("sender repeats PUBLISH after PUBREC") with
        {
            SenderTable = right.With(right[QosSenderState.AwaitingPubcomp, QosSenderInput.SessionResumed] with
            {
                Effects = QosEffects.SendPublish | QosEffects.MarkDuplicate,
            }),
        };
        foreach (IModel model in (IModel[])[fault.Model, new DeliveryModel { Fault = fault }])
        {
            Assert.Equal(
                "Expected the content of packet identifier 1 for another PUBLISH, but it was thrown away: the table " +
                "says DiscardContent and later SendPublish.",
                Assert.Throws<InvalidOperationException>(() => All(model)).Message);
        }
    }

    [Fact]
    public void A_fault_that_is_not_there_is_refused_with_the_list() =>
        Assert.Contains(
            "window grows after a reconnection",
            Assert.Throws<ArgumentException>(() => SeededFaults.Find("no such fault")).Message);
}
