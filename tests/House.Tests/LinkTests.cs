using Markdig;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace House.Tests;

/// <summary>Relative links in Markdown lead to something in the repository.</summary>
public sealed class LinkTests
{
    public static TheoryData<string> Documents =>
        [.. Repository.Files.Where(file => file.EndsWith(".md", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(Documents))]
    public void Every_relative_link_of_a_document_leads_somewhere(string document)
    {
        var links = Markdown.Parse(Repository.Read(document)).Descendants<LinkInline>().Select(link => link.Url ?? "");
        Assert.Empty(Broken(document, links));
    }

    internal static IEnumerable<string> Broken(string document, IEnumerable<string> links) =>
        links
            .Where(link => link.Length > 0 && link[0] != '#' && !link.Contains("://") && !link.StartsWith("mailto:", StringComparison.Ordinal))
            .Select(link => link.Split('#')[0])
            .Where(link => !Repository.Exists(Path.Combine(Path.GetDirectoryName(document) ?? "", Uri.UnescapeDataString(link))))
            .Select(link => $"{document} -> {link}");
}
