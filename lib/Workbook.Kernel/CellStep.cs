namespace Workbook.Kernel;

/// <summary>One thing that a cell asks for: its directives divide it into steps, which are done one after the other.</summary>
/// <param name="Line">The line of the cell at which it stands, from 1.</param>
internal abstract record CellStep(int Line)
{
    /// <summary>C# to compile and run; blank lines stand for what is not part of it, so that its lines keep numbers.</summary>
    public sealed record Code(int Line, string Text) : CellStep(Line);

    /// <summary>A text to show as it is: <c>#!markdown</c>, <c>#!html</c>, <c>#!javascript</c>.</summary>
    public sealed record Show(int Line, string MimeType, string Text) : CellStep(Line);

    /// <summary>From here to the cell's end, the time: <c>#!time</c>.</summary>
    public sealed record Time(int Line) : CellStep(Line);

    /// <summary>The cells of another file: <c>#!import</c>.</summary>
    public sealed record Import(int Line, string Path) : CellStep(Line);

    /// <summary>The variables of the session, with type and value if in detail: <c>#!who</c>, <c>#!whos</c>.</summary>
    public sealed record Variables(int Line, bool IsDetailed) : CellStep(Line);

    /// <summary>Packages to have: <c>#r "nuget: X, v"</c>.</summary>
    public sealed record Packages(int Line, IReadOnlyList<PackageRequest> Requests) : CellStep(Line);

    /// <summary>A place where packages are looked for too: <c>#i "nuget: source"</c>.</summary>
    public sealed record PackageSource(int Line, string Source) : CellStep(Line);

    /// <summary>A directive that cannot be followed.</summary>
    public sealed record Problem(int Line, string Sentence) : CellStep(Line);
}
