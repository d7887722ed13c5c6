using Workbook.Mqtt.Codec;
using Workbook.Mqtt.Packets;

namespace Workbook.Mqtt.Tests.Codec;

/// <summary>The table names every property once, in the counts of the standard's own table (MQTT 5.0 section 2.2.2.2).</summary>
public sealed class PropertyTableTests
{
    [Fact]
    public void Every_property_has_exactly_one_row_in_the_order_of_its_identifier() =>
        Assert.Equal(Enum.GetValues<PropertyId>(), PropertyTable.Rules.Select(rule => rule.Id));

    [Theory]
    [InlineData(PropertyPlaces.Connect, 9)]
    [InlineData(PropertyPlaces.Will, 7)]
    [InlineData(PropertyPlaces.ConnAck, 17)]
    [InlineData(PropertyPlaces.ClientPublish, 7)]
    [InlineData(PropertyPlaces.ServerPublish, 8)]
    [InlineData(PropertyPlaces.PubAck, 2)]
    [InlineData(PropertyPlaces.Subscribe, 2)]
    [InlineData(PropertyPlaces.SubAck, 2)]
    [InlineData(PropertyPlaces.Unsubscribe, 1)]
    [InlineData(PropertyPlaces.UnsubAck, 2)]
    [InlineData(PropertyPlaces.ClientDisconnect, 3)]
    [InlineData(PropertyPlaces.ServerDisconnect, 3)]
    [InlineData(PropertyPlaces.Auth, 4)]
    public void Each_place_has_as_many_properties_as_the_standard_gives_it(PropertyPlaces place, int count) =>
        Assert.Equal(count, PropertyTable.Rules.Count(rule => (rule.Places & place) != 0));

    [Fact]
    public void Identifier_without_a_property_is_not_found()
    {
        Assert.Null(PropertyTable.Find(0));
        Assert.Null(PropertyTable.Find(0x2B));
        Assert.Null(PropertyTable.Find(uint.MaxValue));
    }
}
