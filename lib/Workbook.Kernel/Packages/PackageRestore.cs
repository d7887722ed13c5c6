using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Security;
using System.Security.Cryptography;
using System.Text;

namespace Workbook.Kernel;

/// <summary>
/// Finds packages with the SDK's own restore: a generated project a set of packages, kept in the user's cache folder.
/// A set that was restored once needs neither SDK nor network again; a restore that fails leaves nothing behind.
/// </summary>
internal static class PackageRestore
{
    private const string Framework = "net10.0";

    private static string Platform => RuntimeInformation.RuntimeIdentifier;

    /// <summary>
    /// Returns what the packages bring. Throws <see cref="PackageException"/> with a sentence when they cannot be had,
    /// and <see cref="OperationCanceledException"/> on stop.
    /// </summary>
    public static PackageAssets Run(
        IReadOnlyCollection<PackageRequest> packages, IReadOnlyCollection<string> sources, CancellationToken stop)
    {
        var project = Project(packages, sources);
        var folder = Path.Combine(CacheFolder(), Key(project));
        var assets = Path.Combine(folder, "obj", "project.assets.json");
        if (PackageAssets.Read(assets, Platform) is { } known) return known;
        try
        {
            Directory.CreateDirectory(folder);
            File.WriteAllText(Path.Combine(folder, "packages.csproj"), project);
            Restore(folder, packages, stop);
            return PackageAssets.Read(assets, Platform)
                ?? throw new PackageException("'dotnet restore' ended well but named no files: run the cell again.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new PackageException(
                $"Packages are kept in '{CacheFolder()}', which cannot be written ({e.Message}): "
                + "make it writable or set WORKBOOK_CACHE to another folder.");
        }
        finally
        {
            if (!File.Exists(Path.Combine(folder, "restored"))) TryDelete(folder);
        }
    }

    /// <summary>The SDK of the runtime that this process runs on, or else the one on the path.</summary>
    private static string DotnetCommand()
    {
        var (root, name) = (DotnetFolder.OfMachine, DotnetFolder.Program);
        return File.Exists(Path.Combine(root, name)) && Directory.Exists(Path.Combine(root, "sdk"))
            ? Path.Combine(root, name)
            : name;
    }

    private static string CacheFolder()
    {
        if (Environment.GetEnvironmentVariable("WORKBOOK_CACHE") is { Length: > 0 } chosen)
            return Path.Combine(Path.GetFullPath(chosen), "packages");
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        var caches = OperatingSystem.IsWindows()
            ? Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData)
            : OperatingSystem.IsMacOS()
                ? Path.Combine(home, "Library", "Caches")
                : Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } cache
                    ? cache
                    : Path.Combine(home, ".cache");
        return Path.Combine(caches, "workbook", "packages");
    }

    // What lies in folders above the cache must not change the project, as such files change a reader's own projects.
    private static string Project(IEnumerable<PackageRequest> packages, IEnumerable<string> sources)
    {
        var references = packages.OrderBy(p => p.Name, StringComparer.OrdinalIgnoreCase)
            .Select(p => (p.Name, Version: SecurityElement.Escape(p.Version ?? "*")))
            .Select(p => $"""    <PackageReference Include="{p.Name}" Version="{p.Version}" />""");
        var places = SecurityElement.Escape(string.Join(';', sources));
        return $"""
            <Project>
              <PropertyGroup>
                <ImportDirectoryBuildProps>false</ImportDirectoryBuildProps>
                <ImportDirectoryBuildTargets>false</ImportDirectoryBuildTargets>
                <ImportDirectoryPackagesProps>false</ImportDirectoryPackagesProps>
              </PropertyGroup>
              <Import Project="Sdk.props" Sdk="Microsoft.NET.Sdk" />
              <PropertyGroup>
                <TargetFramework>{Framework}</TargetFramework>
                <RuntimeIdentifiers>{Platform}</RuntimeIdentifiers>
                <EnableRuntimePackDownload>false</EnableRuntimePackDownload>
                <EnableAppHostPackDownload>false</EnableAppHostPackDownload>
                <NuGetAudit>false</NuGetAudit>
                <RestoreAdditionalProjectSources>{places}</RestoreAdditionalProjectSources>
              </PropertyGroup>
              <ItemGroup>
            {string.Join('\n', references)}
              </ItemGroup>
              <Import Project="Sdk.targets" Sdk="Microsoft.NET.Sdk" />
            </Project>

            """;
    }

    private static string Key(string project) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(project)))[..20];

    private static void Restore(string folder, IReadOnlyCollection<PackageRequest> packages, CancellationToken stop)
    {
        var start = new ProcessStartInfo(DotnetCommand(),
        [
            "restore", "packages.csproj", "--nologo", "-verbosity:quiet", "-nodeReuse:false",
            $"-p:RestoreRootConfigDirectory={Environment.CurrentDirectory}",
        ])
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        start.Environment["DOTNET_NOLOGO"] = "1";
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        using var process = Start(start);
        using var kill = stop.Register(() => Kill(process));
        process.StandardInput.Close();
        var errors = process.StandardError.ReadToEndAsync(CancellationToken.None);
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        stop.ThrowIfCancellationRequested();
        if (process.ExitCode != 0)
            throw new PackageException(PackageFailure.Sentence(output + "\n" + errors.Result, packages));
        File.WriteAllText(Path.Combine(folder, "restored"), "");
    }

    private static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception)
        {
            throw new PackageException(PackageFailure.MissingSdk);
        }
    }

    private static void Kill(Process process)
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (InvalidOperationException)
        {
            // It has ended meanwhile.
        }
    }

    private static void TryDelete(string folder)
    {
        try
        {
            if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The next restore of the set writes over it.
        }
    }
}
