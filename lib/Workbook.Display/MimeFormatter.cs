namespace Workbook.Display;

/// <summary>Writes one kind of object as one MIME type, in the shape that notebook kernels look for.</summary>
internal sealed class MimeFormatter<T>(string mimeType, Func<T, string?> render)
{
    public string MimeType { get; } = mimeType;

    public bool Format(object value, TextWriter writer)
    {
        if (value is not T displayed) return false;
        writer.Write(render(displayed));
        return true;
    }
}
