using BenchmarkDotNet.Attributes;
using Workbook.Mqtt.Codec;
using Workbook.Mqtt.Packets;
using Workbook.Mqtt.Sessions;

namespace Benchmarks;

/// <summary>PUBLISH at QoS 1 with a topic of 8 bytes and a payload of 64, next to a copy of the same bytes.</summary>
[MemoryDiagnoser]
[InProcess]
[WarmupCount(3)]
[IterationCount(8)]
[IterationTime(100)]
public class CodecBenchmark
{
    private readonly byte[] buffer = new byte[256];
    private byte[] frame = [];
    private OutgoingPublish publish;

    [Params(ProtocolVersion.V311, ProtocolVersion.V500)]
    public ProtocolVersion Version { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        var message = new Message { Topic = "sensor/1", Payload = new byte[64] };
        publish = new OutgoingPublish(message, 7, QualityOfService.AtLeastOnce, Duplicate: false, Retain: false);
        frame = new byte[PacketWriter.SizeOf(Version, publish)];
        PacketWriter.WritePublish(frame, Version, publish);
    }

    [Benchmark(Baseline = true)]
    public int Copy()
    {
        frame.CopyTo(buffer, 0);
        return frame.Length;
    }

    [Benchmark]
    public int Encode() => PacketWriter.WritePublish(buffer, Version, publish);

    [Benchmark]
    public int Scan() => FrameScanner.Scan(frame, Version, 1_000_000).Length;

    [Benchmark]
    public int Decode()
    {
        PacketReader.TryReadPublish(frame, Version, Sender.Client, out PublishView view, out _);
        return view.PacketIdentifier + view.Payload.Length;
    }
}
