namespace Workbook.Mqtt.Codec;

/// <summary>
/// Notes the fields that the reader passes, so that an anatomy never says anything else than the reader did.
/// </summary>
internal sealed class AnatomyRecorder
{
    /// <summary>Of longer content only so many bytes are written out.</summary>
    private const int ShownBytesMaximum = 64;

    private readonly Stack<int> open = [];

    public List<AnatomyField> Fields { get; } = [];

    public void Leaf(int offset, int length, string name, string value) =>
        Fields.Add(new AnatomyField(offset, length, name, value, "", open.Count));

    /// <summary>Notes bytes that belong to the application: as text where they are printable ASCII, else in hexadecimal.</summary>
    public void Content(int offset, string name, ReadOnlySpan<byte> bytes)
    {
        ReadOnlySpan<byte> shown = bytes[..Math.Min(bytes.Length, ShownBytesMaximum)];
        string text = shown.ContainsAnyExceptInRange((byte)' ', (byte)'~')
            ? Convert.ToHexString(shown)
            : $"'{System.Text.Encoding.ASCII.GetString(shown)}'";
        Leaf(offset, bytes.Length, name, shown.Length < bytes.Length ? $"{text} and {bytes.Length - shown.Length} bytes more" : text);
    }

    public void OpenGroup(int offset, string name)
    {
        Fields.Add(new AnatomyField(offset, 0, name, "", "", open.Count) { IsGroup = true });
        open.Push(Fields.Count - 1);
    }

    public void CloseGroup(int end, string value)
    {
        int index = open.Pop();
        Fields[index] = Fields[index] with { Length = end - Fields[index].Offset, Value = value };
    }

    public void CloseAll(int end)
    {
        while (open.Count > 0)
            CloseGroup(end, "");
    }
}
