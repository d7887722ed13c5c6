using System.Security.Authentication;
using Workbook.Examples;

namespace Workbook.Tests;

/// <summary>What .NET's TLS and WebSocket add to a packet is what the model says.</summary>
public sealed class MeasuredCarrierTests
{
    private static readonly int[] Sizes = [2, 4, 125, 126, 300, 16_384, 16_385, 65_535, 65_536];

    [Theory]
    [InlineData(SslProtocols.Tls12)]
    [InlineData(SslProtocols.None)]
    public async Task TLS_adds_to_a_packet_what_the_model_adds(SslProtocols protocol)
    {
        var (record, sizes) = await MeasuredCarrier.TlsAsync(protocol, Sizes, TestContext.Current.CancellationToken);
        var layers = new Layers { Tls = record };
        Assert.Equal(
            Sizes.Select(size => layers.WrappedBytes(size, isFromClient: true)),
            sizes.Select(each => each.CarriedBytes));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_WebSocket_adds_to_a_packet_what_the_model_adds(bool isFromClient)
    {
        var sizes = await MeasuredCarrier.WebSocketAsync(isFromClient, Sizes);
        Assert.Equal(
            Sizes.Select(size => Layers.WebSocketBytes(size, isFromClient)), sizes.Select(each => each.Added));
    }

    [Fact]
    public async Task A_measurement_can_be_cancelled() =>
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            MeasuredCarrier.TlsAsync(SslProtocols.None, Sizes, new CancellationToken(canceled: true)));
}
