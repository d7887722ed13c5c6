namespace Workbook.Display;

/// <summary>On which side the cells of a column stand.</summary>
public enum Align
{
    /// <summary>Numbers to the right, so that their digits line up; all else to the left.</summary>
    Automatic,

    /// <summary>To the left.</summary>
    Left,

    /// <summary>To the right.</summary>
    Right,

    /// <summary>In the middle.</summary>
    Center,
}
