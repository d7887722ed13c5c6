using Microsoft.CodeAnalysis;

namespace Workbook.Kernel;

/// <summary>Finds what <c>#load</c> names, relative to a folder, and leaves the labels of cells as they are.</summary>
internal sealed class CellSourceResolver(string folder) : SourceFileResolver([], folder)
{
    public override string? NormalizePath(string path, string? baseFilePath) => path;
}
