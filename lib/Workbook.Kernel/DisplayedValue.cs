namespace Workbook.Kernel;

/// <summary>What <c>display</c> has put under a cell: it can be replaced there, also by a later cell.</summary>
public sealed class DisplayedValue
{
    private readonly CellContext? _cell;
    private readonly string[] _mimeTypes;

    internal DisplayedValue(CellContext? cell, string displayId, params string[] mimeTypes)
    {
        _cell = cell;
        DisplayId = displayId;
        _mimeTypes = mimeTypes;
    }

    /// <summary>The id that front ends know it by.</summary>
    public string DisplayId { get; }

    /// <summary>Shows the value in place of the earlier one, in the mime types that were asked for at first.</summary>
    public void Update(object? updatedValue)
    {
        var data = Formatting.Format(updatedValue, _mimeTypes);
        (CellContext.Current ?? _cell)?.Write(new CellOutput.Update(DisplayId, data));
    }
}
