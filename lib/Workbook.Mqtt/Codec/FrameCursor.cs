using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Unicode;
using Workbook.Mqtt.Packets;

namespace Workbook.Mqtt.Codec;

/// <summary>
/// Walks through one frame field by field; the first rule that is broken stops it and becomes its error.
/// </summary>
internal ref partial struct FrameCursor
{
    private readonly ReadOnlySpan<byte> frame;
    private readonly AnatomyRecorder? recorder;
    private int end;

    public FrameCursor(
        ReadOnlySpan<byte> frame, ProtocolVersion version, Sender? sender, AnatomyRecorder? recorder = null)
    {
        this.frame = frame;
        this.recorder = recorder;
        end = frame.Length;
        Version = version;
        Sender = sender;
    }

    /// <summary>The version to read by; CONNECT sets its own.</summary>
    public ProtocolVersion Version { get; set; }

    public Sender? Sender { get; }

    public int Offset { get; private set; }

    public PacketError? Error { get; private set; }

    public readonly bool Is500 => Version == ProtocolVersion.V500;

    public readonly bool IsPublish => !frame.IsEmpty && frame[0] >> 4 == (int)PacketType.Publish;

    public readonly bool IsAtEnd => Offset == end;

    public readonly int Remaining => end - Offset;

    /// <summary>
    /// Reads the fixed header and checks that the frame is exactly one packet that its sender may send.
    /// </summary>
    public bool TryHeader(out PacketType type, out byte flags)
    {
        FrameScan scan = FrameScanner.Scan(frame, Version);
        type = scan.Type;
        flags = frame.IsEmpty ? (byte)0 : (byte)(frame[0] & 0x0F);
        if (scan.Status == OperationStatus.InvalidData)
        {
            Error = scan.Error;
            return false;
        }

        if (!scan.IsFrame || scan.Length != frame.Length)
        {
            string wanted = scan.Length == 0 ? "an incomplete header" : $"{frame.Length} of {scan.Length} bytes";
            return Fail(0, FieldName.MsgLen, PacketRules.FrameLength, wanted);
        }

        Offset = 1;
        while (frame[Offset] >= 0x80)
            Offset++;
        Offset++;
        recorder?.Leaf(0, 1, FieldName.HeaderFlags, $"0x{frame[0]:X2}");
        recorder?.Leaf(1, Offset - 1, FieldName.MsgLen, $"{end - Offset}");
        if (Sender is { } sender && !PacketTypeTable.MaySend(sender, type, Version))
        {
            return Fail(
                0, FieldName.HeaderFlags, PacketRules.SentByThisSide, $"{type.Word()} from the {SideOf(sender)}");
        }

        return true;
    }

    public bool TryByte(string field, out byte value)
    {
        if (!TryTake(field, 1, out ReadOnlySpan<byte> bytes))
        {
            value = 0;
            return false;
        }

        value = bytes[0];
        recorder?.Leaf(Offset - 1, 1, field, $"{value}");
        return true;
    }

    public bool TryUInt16(string field, out ushort value)
    {
        bool taken = TryTake(field, 2, out ReadOnlySpan<byte> bytes);
        value = taken ? BinaryPrimitives.ReadUInt16BigEndian(bytes) : (ushort)0;
        if (taken)
            recorder?.Leaf(Offset - 2, 2, field, $"{value}");
        return taken;
    }

    public bool TryUInt32(string field, out uint value)
    {
        bool taken = TryTake(field, 4, out ReadOnlySpan<byte> bytes);
        value = taken ? BinaryPrimitives.ReadUInt32BigEndian(bytes) : 0;
        if (taken)
            recorder?.Leaf(Offset - 4, 4, field, $"{value}");
        return taken;
    }

    public bool TryVariableByteInteger(string field, out uint value)
    {
        OperationStatus status = VariableByteInteger.Read(frame[Offset..end], out value, out int length);
        if (status == OperationStatus.NeedMoreData)
            return Fail(Offset, field, PacketRules.EnoughBytes, $"a number that goes on after {Remaining} B");
        if (status == OperationStatus.InvalidData)
            return Fail(Offset, field, PacketRules.VariableByteIntegerLength, "a fourth byte that says more follow");
        if (!VariableByteInteger.IsMinimal(value, length))
            return Fail(Offset, field, PacketRules.VariableByteIntegerMinimal, $"{value} in {length} bytes");
        Offset += length;
        recorder?.Leaf(Offset - length, length, field, $"{value}");
        return true;
    }

    /// <summary>Reads a length in two bytes and as many bytes.</summary>
    public bool TryBinary(string lengthField, string field, out ReadOnlySpan<byte> value)
    {
        value = default;
        if (!TryUInt16(lengthField, out ushort length) || !TryTake(field, length, out value))
            return false;
        if (length > 0)
            recorder?.Content(Offset - length, field, value);
        return true;
    }

    /// <summary>Reads a length in two bytes and as many bytes of UTF-8, checked, without U+0000.</summary>
    public bool TryUtf8(string lengthField, string field, out ReadOnlySpan<byte> value)
    {
        value = default;
        if (!TryUInt16(lengthField, out ushort length) || !TryTake(field, length, out value))
            return false;
        int start = Offset - length;
        if (!CheckText(start, field, value))
            return false;
        if (length > 0)
            recorder?.Leaf(start, length, field, Encoding.UTF8.GetString(value));
        return true;
    }

    public bool TryText(string lengthField, string field, out string value)
    {
        bool taken = TryUtf8(lengthField, field, out ReadOnlySpan<byte> bytes);
        value = taken ? Encoding.UTF8.GetString(bytes) : "";
        return taken;
    }

    /// <summary>Reads a topic name; an empty one is up to the caller.</summary>
    public bool TryTopicName(string lengthField, string field, out ReadOnlySpan<byte> value)
    {
        value = default;
        if (!TryUInt16(lengthField, out ushort length) || !TryTake(field, length, out value))
            return false;
        int start = Offset - length;
        if (!PlainText.IsPlainTopic(value))
        {
            if (!CheckText(start, field, value))
                return false;
            if (value.IndexOfAny((byte)'+', (byte)'#') >= 0)
                return Fail(start, field, PacketRules.TopicWildcard, $"'{Encoding.UTF8.GetString(value)}'");
        }

        if (length > 0)
            recorder?.Leaf(start, length, field, Encoding.UTF8.GetString(value));
        return true;
    }

    public bool TryPacketIdentifier(out ushort value)
    {
        if (!TryUInt16(FieldName.MessageIdentifier, out value))
            return false;
        return value != 0 || Fail(Offset - 2, FieldName.MessageIdentifier, PacketRules.PacketIdentifier, "0");
    }

    public bool TryReasonCode(PacketType type, out ReasonCode code)
    {
        bool taken = TryByte(FieldName.ReasonCode, out byte value);
        code = (ReasonCode)value;
        if (!taken || ReasonCodeTable.IsAllowed(type, Sender, code))
            return taken;
        var rule = new PacketRule(
            $"a reason code of {type.Word()}", PacketFault.ProtocolError, null, ReasonCodeTable.ClauseOf(type));
        return Fail(Offset - 1, FieldName.ReasonCode, rule, $"0x{value:X2}");
    }

    /// <summary>Takes everything that is left.</summary>
    public ReadOnlySpan<byte> Rest(string field)
    {
        ReadOnlySpan<byte> rest = frame[Offset..end];
        if (rest.Length > 0)
            recorder?.Content(Offset, field, rest);
        Offset = end;
        return rest;
    }

    /// <summary>Checks that nothing is left.</summary>
    public bool TryEnd() =>
        IsAtEnd || Fail(Offset, FieldName.MsgLen, PacketRules.NothingAfter, $"{Remaining} more B");

    public bool Fail(int offset, string field, PacketRule rule, string came)
    {
        Error = rule.Broken(offset, field, came, Version);
        return false;
    }

    private static string SideOf(Sender sender) => sender == Codec.Sender.Client ? "client" : "server";

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool TryTake(string field, int length, out ReadOnlySpan<byte> bytes)
    {
        if (Remaining < length)
        {
            bytes = default;
            return FailShort(field, length);
        }

        bytes = frame.Slice(Offset, length);
        Offset += length;
        return true;
    }

    private bool FailShort(string field, int length) =>
        Fail(Offset, field, PacketRules.EnoughBytes, $"{length} B with {Remaining} B left");

    private bool CheckText(int start, string field, scoped ReadOnlySpan<byte> value)
    {
        if (!Utf8.IsValid(value))
            return FailUtf8(start, field, value);
        int zero = value.IndexOf((byte)0);
        return zero < 0 || Fail(start, field, PacketRules.NoNull, $"U+0000 at byte {start + zero}");
    }

    private bool FailUtf8(int start, string field, scoped ReadOnlySpan<byte> value)
    {
        int good = 0;
        while (Rune.DecodeFromUtf8(value[good..], out _, out int length) == OperationStatus.Done)
            good += length;
        return Fail(start, field, PacketRules.Utf8, $"0x{value[good]:X2} at byte {start + good}");
    }
}
