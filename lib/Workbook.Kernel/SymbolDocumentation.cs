using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;
using Microsoft.CodeAnalysis;

namespace Workbook.Kernel;

/// <summary>
/// The documentation of a symbol: of a cell's own declarations from their comments, of a library from the XML file
/// beside it, of the framework from the SDK's reference pack, where there is one.
/// </summary>
internal static partial class SymbolDocumentation
{
    private static readonly Lazy<IReadOnlyList<string>> FrameworkFiles = new(FindFrameworkFiles);

    /// <summary>
    /// Returns the summary, in detail with parameters, result and remarks, or null when there is none.
    /// </summary>
    public static string? Of(ISymbol symbol, Compilation compilation, bool detailed)
    {
        if (symbol is IMethodSymbol { ReducedFrom: { } full }) symbol = full;
        symbol = symbol.OriginalDefinition;
        if (Xml(symbol, compilation) is not { } xml) return null;
        var parts = new List<string?> { Text(xml.Element("summary")) };
        if (detailed)
        {
            parts.Add(string.Join('\n', xml.Elements("param")
                .Select(p => $"{(string?)p.Attribute("name")}: {Text(p)}")));
            parts.Add(Text(xml.Element("returns")) is { Length: > 0 } returns ? $"Returns: {returns}" : null);
            parts.Add(Text(xml.Element("remarks")));
        }

        var text = string.Join("\n\n", parts.Where(part => !string.IsNullOrWhiteSpace(part)));
        return text.Length > 0 ? text : null;
    }

    private static XElement? Xml(ISymbol symbol, Compilation compilation)
    {
        var xml = symbol.Locations.Any(location => location.IsInSource)
            ? Parse(symbol.GetDocumentationCommentXml())
            : FromFiles(symbol, compilation);
        if (xml?.Element("inheritdoc") is null) return xml;
        return Inherited(symbol) is { } original ? Xml(original, compilation) : xml;
    }

    private static ISymbol? Inherited(ISymbol symbol)
    {
        ISymbol? overridden = symbol switch
        {
            IMethodSymbol method => method.OverriddenMethod,
            IPropertySymbol property => property.OverriddenProperty,
            _ => null,
        };
        return overridden ?? symbol.ContainingType?.AllInterfaces.SelectMany(i => i.GetMembers(symbol.Name))
            .FirstOrDefault(member => SymbolEqualityComparer.Default.Equals(
                symbol.ContainingType.FindImplementationForInterfaceMember(member), symbol));
    }

    private static XElement? FromFiles(ISymbol symbol, Compilation compilation)
    {
        if (symbol.GetDocumentationCommentId() is not { } id) return null;
        if (symbol.ContainingAssembly is not { } assembly) return null;
        var path = (compilation.GetMetadataReference(assembly) as PortableExecutableReference)?.FilePath;
        path ??= Path.Combine(AppContext.BaseDirectory, assembly.Name + ".dll");
        if (FromFile(Path.ChangeExtension(path, ".xml"), id) is { } xml) return xml;
        if (!CellReferences.IsOfFramework(assembly.Name)) return null;

        // The framework's own assemblies are divided otherwise than its documentation, most of which is in
        // System.Runtime.
        var files = FrameworkFiles.Value
            .OrderByDescending(file => Path.GetFileNameWithoutExtension(file) == assembly.Name)
            .ThenByDescending(file => Path.GetFileName(file) == "System.Runtime.xml");
        return files.Select(file => FromFile(file, id)).FirstOrDefault(found => found is not null);
    }

    // Searched as text: a file of the framework has megabytes, of which one element is wanted.
    private static XElement? FromFile(string path, string id)
    {
        if (!File.Exists(path)) return null;
        var text = File.ReadAllText(path);
        var start = text.IndexOf($"<member name=\"{id}\">", StringComparison.Ordinal);
        var end = start < 0 ? -1 : text.IndexOf("</member>", start, StringComparison.Ordinal);
        return end < 0 ? null : Parse(text[start..(end + "</member>".Length)]);
    }

    private static XElement? Parse(string? xml)
    {
        try
        {
            return string.IsNullOrEmpty(xml) ? null : XElement.Parse(xml);
        }
        catch (XmlException)
        {
            return null;
        }
    }

    private static string Text(XElement? element) =>
        element is null ? "" : Blanks().Replace(string.Concat(element.Nodes().Select(Text)), " ").Trim();

    private static string Text(XNode node) => node switch
    {
        XText text => text.Value,
        XElement { Name.LocalName: "see" or "seealso" or "paramref" or "typeparamref" } reference => Named(reference),
        XElement { Name.LocalName: "para" or "br" } paragraph => " " + Text(paragraph) + " ",
        XElement other => string.Concat(other.Nodes().Select(Text)),
        _ => "",
    };

    private static string Named(XElement reference)
    {
        if (reference.Nodes().Any()) return string.Concat(reference.Nodes().Select(Text));
        var name = (string?)(reference.Attribute("name") ?? reference.Attribute("langword")
            ?? reference.Attribute("cref") ?? reference.Attribute("href")) ?? "";
        if (reference.Attribute("cref") is null) return name;
        var bare = name.Split('(')[0].Split('`')[0];
        return bare[(bare.LastIndexOfAny(['.', ':']) + 1)..];
    }

    private static IReadOnlyList<string> FindFrameworkFiles()
    {
        var packs = Path.Combine(DotnetFolder.OfMachine, "packs");
        var pack = new DirectoryInfo(Path.Combine(packs, "Microsoft.NETCore.App.Ref"));
        if (!pack.Exists) return [];
        var newest = pack.EnumerateDirectories()
            .MaxBy(folder => Version.TryParse(folder.Name, out var version) ? version : new Version());
        if (newest is null) return [];
        return [.. newest.EnumerateFiles("*.xml", SearchOption.AllDirectories).Select(file => file.FullName)];
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
