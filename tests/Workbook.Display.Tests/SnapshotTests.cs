using System.Runtime.CompilerServices;
using System.Text;

namespace Workbook.Display.Tests;

/// <summary>
/// Goal: no picture changes unseen. Method: each sample is compared with the file in Snapshots, byte for byte;
/// <c>UPDATE_SNAPSHOTS=1</c> writes the files anew, to be looked at before they are kept.
/// </summary>
public sealed class SnapshotTests
{
    private static bool IsUpdating => Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") == "1";

    public static TheoryData<string> DrawingNames => [.. Samples.Drawings.Keys];

    public static TheoryData<string> ViewNames => [.. Samples.Views.Keys];

    [Theory]
    [MemberData(nameof(DrawingNames))]
    public void Drawings_look_as_they_did(string name)
    {
        Compare(name + ".svg", Samples.Drawings[name].ToSvg());
        Compare(name + ".txt", Samples.Drawings[name].ToString()!);
    }

    [Theory]
    [MemberData(nameof(ViewNames))]
    public void Views_look_as_they_did(string name)
    {
        Compare(name + ".html", Samples.Views[name].ToHtml());
        Compare(name + ".txt", Samples.Views[name].ToString()!);
    }

    [Fact]
    public void Every_snapshot_belongs_to_a_sample()
    {
        var kept = Directory.GetFiles(Folder()).Select(Path.GetFileNameWithoutExtension).Distinct();
        Assert.Empty(kept.Except([.. Samples.Drawings.Keys, .. Samples.Views.Keys]));
    }

    private static void Compare(string file, string actual)
    {
        var path = Path.Combine(Folder(), file);
        if (IsUpdating) File.WriteAllText(path, actual, new UTF8Encoding(false));
        Assert.True(File.Exists(path), $"There is no snapshot {file}. Run with UPDATE_SNAPSHOTS=1 and look at it.");
        Assert.Equal(File.ReadAllText(path), actual);
    }

    private static string Folder([CallerFilePath] string thisFile = "") =>
        Directory.CreateDirectory(Path.Combine(Path.GetDirectoryName(thisFile)!, "Snapshots")).FullName;
}
