namespace Workbook.Kernel;

/// <summary>What every cell can call on any value, under the names that .NET Interactive gave them.</summary>
public static class CellDisplay
{
    /// <summary>Shows the value under the running cell, in its preferred mime types or in those named.</summary>
    public static DisplayedValue Display(this object? value, params string[] mimeTypes) =>
        CellFunctions.display(value, mimeTypes);

    /// <summary>Shows the text under the running cell as content of the mime type.</summary>
    public static DisplayedValue DisplayAs(this string? value, string mimeType) =>
        Show(Data(mimeType, value ?? ""), mimeType);

    internal static IReadOnlyDictionary<string, string> Data(string mimeType, string text)
    {
        var data = new Dictionary<string, string> { [mimeType] = text };
        data.TryAdd("text/plain", text);
        return data;
    }

    internal static DisplayedValue Show(IReadOnlyDictionary<string, string> data, params string[] mimeTypes)
    {
        var cell = CellContext.CurrentOrLatest;
        var id = Guid.NewGuid().ToString("N");
        cell?.Write(new CellOutput.Display(data, id));
        return new DisplayedValue(cell, id, mimeTypes);
    }
}
