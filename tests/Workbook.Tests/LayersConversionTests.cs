using Workbook.Examples;
using Workbook.Mqtt.Packets;
using Workbook.Mqtt.Trace;
using Workbook.Simulate;

namespace Workbook.Tests;

/// <summary>A simulated link counts the bytes of the closed form.</summary>
public sealed class LayersConversionTests
{
    [Fact]
    public void A_simulated_exchange_over_TLS_takes_the_bytes_of_the_closed_form()
    {
        CancellationToken stop = TestContext.Current.CancellationToken;
        Layers layers = Layers.Tls13;
        var simulation = new Simulation();
        var sensor = simulation.AddClient("sensor", new ClientSetup
        {
            Link = new LinkConditions { Format = layers.ToWireFormat(TlsHandshake.Tls13) },
        });
        sensor.Connect();
        simulation.RunUntil(TimeSpan.FromSeconds(5), stop);
        long before = sensor.Link.BytesToServer.Total + sensor.Link.BytesToClient.Total;
        sensor.Publish("room/t", QualityOfService.AtLeastOnce, 90);
        simulation.RunUntil(TimeSpan.FromSeconds(10), stop);
        var expected = new Exchange
        {
            QoS = QualityOfService.AtLeastOnce, Topic = "room/t", PayloadBytes = 90, Version = ProtocolVersion.V500,
            Direction = Direction.ToServer,
            // The simulated broker says that nobody has subscribed, which takes a byte.
            ReasonCode = ReasonCode.NoMatchingSubscribers,
        }.On(layers);
        Assert.Equal(expected.TotalBytes, sensor.Link.BytesToServer.Total + sensor.Link.BytesToClient.Total - before);
    }

    [Fact]
    public void Layers_that_are_not_simulated_are_refused() =>
        Assert.Contains("Ethernet", Assert.Throws<ArgumentException>(() => Layers.Capture.ToWireFormat()).Message);
}
