namespace Workbook.Display;

/// <summary>What became of something sent along an arrow of a <see cref="SequenceDiagram"/>.</summary>
public enum Fate
{
    /// <summary>It reached the other life line.</summary>
    Arrived,

    /// <summary>It was sent and never arrived: the arrow ends halfway with a cross.</summary>
    Lost,

    /// <summary>It arrived late: a dashed, falling arrow.</summary>
    Delayed,

    /// <summary>It was stopped on its way, such as by a proxy: the arrow ends at a bar.</summary>
    Blocked,
}
