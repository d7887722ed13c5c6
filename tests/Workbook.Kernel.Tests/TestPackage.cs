using System.IO.Compression;

namespace Workbook.Kernel.Tests;

/// <summary>A NuGet package made for a test.</summary>
internal static class TestPackage
{
    /// <summary>Writes the package of one library into the folder.</summary>
    public static void Write(string folder, string id, string version, string code)
    {
        var build = Directory.CreateTempSubdirectory("workbook-test-").FullName;
        Libraries.Build(build, id, code);
        using var package = ZipFile.Open(Path.Combine(folder, $"{id}.{version}.nupkg"), ZipArchiveMode.Create);
        package.CreateEntryFromFile(Path.Combine(build, id + ".dll"), $"lib/net10.0/{id}.dll");
        using (var nuspec = new StreamWriter(package.CreateEntry($"{id}.nuspec").Open()))
        {
            nuspec.Write($"<package><metadata><id>{id}</id><version>{version}</version><authors>test</authors>"
                + "<description>test</description><dependencies><group targetFramework=\"net10.0\" /></dependencies>"
                + "</metadata></package>");
        }

        Directory.Delete(build, recursive: true);
    }
}
