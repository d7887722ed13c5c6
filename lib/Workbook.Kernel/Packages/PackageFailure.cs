using System.Text.RegularExpressions;

namespace Workbook.Kernel;

/// <summary>What a failed restore says, in one sentence that says what to do.</summary>
internal static partial class PackageFailure
{
    public const string MissingSdk =
        "Packages need the .NET SDK, and no 'dotnet' with an SDK was found: install the .NET 10 SDK, "
        + "or refer to a built library with #r \"path.dll\".";

    /// <summary>Returns the sentence for what <c>dotnet restore</c> printed.</summary>
    public static string Sentence(string output, IEnumerable<PackageRequest> packages)
    {
        var asked = string.Join("; ", packages);
        if (output.Contains("No .NET SDKs were found", StringComparison.Ordinal)) return MissingSdk;
        if (Code().Match(output) is not { Success: true } failure)
            return $"The packages ({asked}) could not be restored: {FirstLine(output)}";
        var (code, text) = (failure.Groups["code"].Value, failure.Groups["text"].Value.Trim());
        var name = Quoted().Match(text) is { Success: true } quoted
            ? quoted.Groups["name"].Value
            : Package().Match(text) is { Success: true } package ? package.Groups["name"].Value : asked;
        return code switch
        {
            "NU1301" => $"The package source {Source(text)} cannot be reached, so ({asked}) cannot be had: check the "
                + "network or the address, then run the cell again.",
            "NU1101" => $"There is no package '{name}' in the sources that NuGet is set up with: check the name, or add "
                + "a source with #i \"nuget: address or folder\".",
            "NU1102" or "NU1103" =>
                $"There is no such version of the package '{name}'{Nearest(output)}: ask for another one.",
            "NU1100" => $"The package '{name}' cannot be found or does not fit .NET 10: check name and version.",
            "NU1202" or "NU1213" => $"The package '{name}' does not fit .NET 10: ask for another version.",
            "NU1107" or "NU1605" or "NU1608" => $"The packages ({asked}) want versions of one package that do not fit "
                + $"together: ask for one version in all cells, then restart the kernel. ({text})",
            _ => $"The packages ({asked}) could not be restored: {text} ({code})",
        };
    }

    private static string Source(string text) => Address().Match(text) is { Success: true } address
        ? address.Value.TrimEnd('.', '\'')
        : "that NuGet is set up with";

    private static string Nearest(string output) => NearestVersion().Match(output) is { Success: true } nearest
        ? $" (the nearest is {nearest.Groups["version"].Value})"
        : "";

    private static string FirstLine(string output) =>
        output.Split('\n').Select(line => line.Trim()).FirstOrDefault(line => line.Length > 0)
        ?? "'dotnet restore' failed and said nothing.";

    [GeneratedRegex(@"error (?<code>NU\d{4}):\s*(?<text>[^\r\n]*?)(\s*\[[^\]]*\])?\s*($|[\r\n])")]
    private static partial Regex Code();

    [GeneratedRegex(@"package '?(?<name>[\w-]+(\.[\w-]+)*)'?")]
    private static partial Regex Package();

    [GeneratedRegex(@"'(?<name>[\w.-]+)( \([^']*\))?'")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"(https?://[^\s']+)|(/[^\s']+)|([A-Za-z]:\\[^\s']+)")]
    private static partial Regex Address();

    [GeneratedRegex(@"Nearest version: (?<version>[\w.+-]+)")]
    private static partial Regex NearestVersion();
}
