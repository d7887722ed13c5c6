namespace Workbook.Examples.Tests;

public sealed class PhysicsTests
{
    [Fact]
    public void Every_constant_has_a_group_a_unit_or_is_a_ratio_and_a_source()
    {
        Assert.True(Physics.All.Count > 60);
        Assert.All(Physics.All, constant =>
        {
            Assert.NotEqual("", constant.Group);
            Assert.NotEqual("", constant.Source.Title);
            Assert.True(double.IsFinite(constant.Value) && constant.Value > 0, constant.ToString());
            Assert.True(constant.Low is null || constant.Low <= constant.Value, constant.ToString());
            Assert.True(constant.High is null || constant.High >= constant.Value, constant.ToString());
        });
    }

    [Fact]
    public void Two_theses_agree_about_the_tail_of_LTE_M_within_fifteen_percent() =>
        Checking.Within(Physics.Radio.LteMTailNordic, Physics.Radio.LteMTail, 0.15);

    [Fact]
    public void The_server_connection_costs_seven_times_a_publish_and_the_payload_hardly_anything()
    {
        Assert.Equal(7.4, Physics.Events.Connect / Physics.Events.Publish, 1);
        Assert.Equal(0.013, Physics.Events.LteMUplink120 / Physics.Events.LteMUplink40 - 1, 3);
    }
}
