using Workbook.Examples;
using Workbook.Mqtt.Packets;
using static Workbook.Mqtt.Packets.QualityOfService;

namespace Workbook.Tests;

/// <summary>The session matrix measured on the embedded broker, beside the computed one.</summary>
public sealed class MeasuredSessionMatrixTests
{
    [Theory]
    [InlineData(ProtocolVersion.V311)]
    [InlineData(ProtocolVersion.V500)]
    public async Task The_embedded_broker_differs_from_the_standard_in_no_case(ProtocolVersion version)
    {
        var matrix = await MeasuredSessionMatrix.MeasureAsync(version);
        Assert.Equal(72, matrix.Cells.Count);
        Assert.Empty(matrix.Differences);
        Assert.False(matrix.QueuesQoS0);
    }

    [Fact]
    public async Task A_copy_from_a_session_and_one_from_a_topic_are_told_apart()
    {
        var matrix = await MeasuredSessionMatrix.MeasureAsync();
        SessionMatrixOutcome Of(SessionKind session) => matrix.Of(matrix.Cells.Single(cell =>
            cell is { PublishQoS: ExactlyOnce, GrantedQoS: AtLeastOnce, IsOnline: false, IsRetained: true } && cell.Session == session));
        Assert.Equal(new SessionMatrixOutcome(Obtained.AtReconnect, AtLeastOnce, false), Of(SessionKind.Persistent));
        Assert.Equal(new SessionMatrixOutcome(Obtained.AtNextSubscribe, AtLeastOnce, true), Of(SessionKind.Clean));
        Assert.Contains("0 of 72 cases differ", matrix.ToString());
    }
}
