namespace Workbook.Kernel;

/// <summary>A NuGet package that a cell asks for.</summary>
/// <param name="Name">The package's id.</param>
/// <param name="Version">The version or range as NuGet writes it, or null for the latest release.</param>
internal sealed record PackageRequest(string Name, string? Version)
{
    /// <summary>Returns for example <c>Newtonsoft.Json, 13.0.1</c>.</summary>
    public override string ToString() => Version is null ? Name : $"{Name}, {Version}";
}
