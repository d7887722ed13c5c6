using FsCheck;
using FsCheck.Fluent;
using Workbook.Kernel.Jupyter.Zmtp;

namespace Workbook.Kernel.Tests.Jupyter;

/// <summary>ZMTP frames: what is written is read again however it is cut, and what is no frame is refused.</summary>
public sealed class FrameTests
{
    [Fact]
    public void Frames_are_read_as_they_were_written_whatever_bytes_the_stream_is_cut_into() =>
        Prop.ForAll(Frames(), frames =>
        {
            byte[] stream = [.. frames.SelectMany(frame => frame.Encode())];
            for (var cut = 0; cut <= stream.Length; cut++)
            {
                if (!frames.SequenceEqual(Read(stream[..cut], stream[cut..]), Same.Frame)) return false;
            }

            return frames.SequenceEqual(Read([.. stream.Select(b => new[] { b })]), Same.Frame);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Random_bytes_are_frames_or_refused_and_nothing_else() =>
        Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), bytes =>
        {
            try
            {
                Read(bytes);
                return true;
            }
            catch (ZmtpException)
            {
                return true;
            }
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(0, "0000")]
    [InlineData(255, "00FF")]
    [InlineData(256, "020000000000000100")]
    public void A_frame_is_short_up_to_255_bytes_and_long_beyond(int length, string head) =>
        Assert.StartsWith(head, Convert.ToHexString(ZmtpFrame.Encode([new byte[length]])));

    [Theory]
    [InlineData("08", "reserved flags 0x08")]
    [InlineData("0500", "more parts follow")]
    [InlineData("02FFFFFFFFFFFFFFFF", "a frame of 18446744073709551615 bytes passes the limit")]
    [InlineData("020000000004000001", "a frame of 67108865 bytes passes the limit")]
    public void What_is_no_frame_is_refused_before_its_body_comes(string bytes, string reason) =>
        Assert.Contains(reason, Assert.Throws<ZmtpException>(() => Read(Convert.FromHexString(bytes))).Message);

    [Theory]
    [InlineData("")]
    [InlineData("00")]
    [InlineData("0552454144")]
    public void A_command_without_a_whole_name_is_refused(string body) =>
        Assert.Throws<ZmtpException>(() => ZmtpCommand.Parse(Convert.FromHexString(body)));

    [Theory]
    [InlineData("055245414459 0B")]
    [InlineData("055245414459 0B536F636B65742D54797065 000000")]
    [InlineData("055245414459 0B536F636B65742D54797065 00000004 444541")]
    [InlineData("055245414459 0B536F636B65742D54797065 FFFFFFFF 444541")]
    public void A_READY_that_is_cut_off_is_refused(string body)
    {
        var command = ZmtpCommand.Parse(Convert.FromHexString(body.Replace(" ", "")));
        Assert.Throws<ZmtpException>(() => command.Properties());
    }

    [Fact]
    public void A_READY_is_read_as_it_was_written()
    {
        var bytes = ZmtpCommand.Ready("ROUTER", [1, 2, 3]).Encode();
        var properties = ZmtpCommand.Parse(Read(bytes).Single().Body).Properties();
        Assert.Equal("ROUTER"u8.ToArray(), properties["socket-type"]);
        Assert.Equal([1, 2, 3], properties["identity"]);
    }

    private static Arbitrary<ZmtpFrame[]> Frames()
    {
        var frame =
            from length in Gen.Frequency((4, Gen.Choose(0, 20)), (1, Gen.Choose(250, 260)))
            from body in Gen.ArrayOf(ArbMap.Default.GeneratorFor<byte>(), length)
            from kind in Gen.Choose(0, 2)
            select new ZmtpFrame(body, IsCommand: kind == 1, HasMore: kind == 2);
        return Arb.From(Gen.ArrayOf(frame).Resize(5));
    }

    private static List<ZmtpFrame> Read(params byte[][] pieces)
    {
        var reader = new ZmtpFrameReader();
        var frames = new List<ZmtpFrame>();
        foreach (var piece in pieces)
        {
            reader.Append(piece);
            while (reader.TryRead(out var frame)) frames.Add(frame);
        }

        return frames;
    }

    private sealed class Same : IEqualityComparer<ZmtpFrame>
    {
        public static readonly Same Frame = new();

        public bool Equals(ZmtpFrame x, ZmtpFrame y) =>
            (x.IsCommand, x.HasMore) == (y.IsCommand, y.HasMore) && x.Body.AsSpan().SequenceEqual(y.Body);

        public int GetHashCode(ZmtpFrame obj) => obj.Body.Length;
    }
}
