using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Scripting;

namespace Workbook.Kernel;

/// <summary>Finds what <c>#r "x.dll"</c> names, relative to a folder, and gives the compiler a copy of it.</summary>
internal sealed class CellReferenceResolver(string folder, Func<string, string> copyOf) : MetadataReferenceResolver
{
    private readonly string _folder = folder;
    private readonly Func<string, string> _copyOf = copyOf;

    public override bool ResolveMissingAssemblies => true;

    // What this program itself is built on, the compiler above all, is nothing that cells use, and large.
    public override PortableExecutableReference? ResolveMissingAssembly(
        MetadataReference definition, AssemblyIdentity referenceIdentity) =>
        CellReferences.All.Contains(definition)
            ? null
            : ScriptMetadataResolver.Default.ResolveMissingAssembly(definition, referenceIdentity);

    public override ImmutableArray<PortableExecutableReference> ResolveReference(
        string reference, string? baseFilePath, MetadataReferenceProperties properties)
    {
        var path = Path.GetFullPath(reference, _folder);
        return File.Exists(path)
            ? [MetadataReference.CreateFromFile(_copyOf(path), properties)]
            : ScriptMetadataResolver.Default.ResolveReference(reference, baseFilePath, properties);
    }

    public override bool Equals(object? other) => other is CellReferenceResolver same && same._folder == _folder;

    public override int GetHashCode() => _folder.GetHashCode(StringComparison.Ordinal);
}
