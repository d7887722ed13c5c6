using Workbook.Mqtt.Packets;

namespace Workbook.Examples.Tests;

public sealed class SessionMatrixTests
{
    [Fact]
    public void It_has_72_cells_that_differ_in_their_conditions()
    {
        var cells = SessionMatrix.Cells();
        Assert.Equal(72, cells.Count);
        Assert.Equal(72, cells.Select(cell => (cell.PublishQoS, cell.GrantedQoS, cell.Session, cell.IsOnline, cell.IsRetained))
            .Distinct().Count());
        Assert.All(cells, cell => Assert.NotEqual("", cell.Clause));
    }

    [Fact]
    public void Online_the_session_kind_changes_nothing_but_what_a_cut_leaves() => Assert.All(
        SessionMatrix.Cells().Where(cell => cell.IsOnline),
        cell => Assert.Equal((Obtained.AtOnce, cell.EffectiveQoS), (cell.Obtained, cell.DeliveredQoS)));

    [Theory]
    [InlineData(0, 2, SessionKind.Persistent, false, Obtained.Never)]
    [InlineData(2, 0, SessionKind.Persistent, false, Obtained.Never)]
    [InlineData(2, 1, SessionKind.Persistent, false, Obtained.AtReconnect)]
    [InlineData(2, 1, SessionKind.Persistent, true, Obtained.AtReconnect)]
    [InlineData(1, 1, SessionKind.Clean, false, Obtained.Never)]
    [InlineData(1, 1, SessionKind.Clean, true, Obtained.AtNextSubscribe)]
    [InlineData(0, 0, SessionKind.Persistent, true, Obtained.AtNextSubscribe)]
    public void Offline_only_a_persistent_session_above_QoS_0_queues(
        int publish, int granted, SessionKind session, bool isRetained, Obtained obtained)
    {
        var cell = SessionMatrix.Of(
            (QualityOfService)publish, (QualityOfService)granted, session, isOnline: false, isRetained);
        Assert.Equal(obtained, cell.Obtained);
        Assert.Equal(obtained == Obtained.Never ? null : (QualityOfService?)Math.Min(publish, granted), cell.DeliveredQoS);
    }

    [Fact]
    public void A_server_that_queues_QoS_0_changes_the_persistent_cells_of_QoS_0_alone()
    {
        var changed = SessionMatrix.Cells().Zip(SessionMatrix.Cells(queuesQoS0: true))
            .Where(pair => pair.First.Obtained != pair.Second.Obtained).Select(pair => pair.Second).ToList();
        Assert.NotEmpty(changed);
        Assert.All(changed, cell => Assert.Equal(
            (SessionKind.Persistent, QualityOfService.AtMostOnce, false, Obtained.AtReconnect, true),
            (cell.Session, cell.EffectiveQoS, cell.IsOnline, cell.Obtained, cell.IsServersChoice)));
    }

    [Fact]
    public void Clean_and_offline_without_retain_gets_nothing_at_any_level() => Assert.All(
        SessionMatrix.Cells(queuesQoS0: true).Where(cell => cell is { Session: SessionKind.Clean, IsOnline: false, IsRetained: false }),
        cell => Assert.Equal(Obtained.Never, cell.Obtained));
}
