using Microsoft.CodeAnalysis.CSharp;

namespace Workbook.Kernel;

/// <summary>What a kernel needs of the session while a cell runs.</summary>
public sealed partial class CSharpCells
{
    private volatile CellThreads? _threads;

    /// <summary>The version of C# that cells are compiled as, for example <c>13.0</c>.</summary>
    public static string CSharpVersion => Dialect.LanguageVersion.ToDisplayString();

    /// <summary>Leaves a cell that is being stopped behind at once, whether or not its clean-up is done.</summary>
    public void Abandon() => _threads?.Abandon();
}
