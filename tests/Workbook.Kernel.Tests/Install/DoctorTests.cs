using System.Runtime.InteropServices;
using Workbook.Kernel.Install;

namespace Workbook.Kernel.Tests.Install;

/// <summary>The doctor sees what is missing and names the command that mends it.</summary>
public sealed class DoctorTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("workbook-doctor-");

    private string Kernels => Path.Combine(_folder.FullName, "jupyter", "kernels");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Without_anything_it_names_SDK_library_front_end_and_kernel()
    {
        var findings = Examine();
        Assert.Equal(Health.Bad, findings[".NET SDK"].Health);
        Assert.Equal(Health.Bad, findings["library"].Health);
        Assert.StartsWith("dotnet build ", findings["library"].Mend);
        Assert.Equal(Health.Note, findings["front ends"].Health);
        Assert.Equal(Health.Bad, findings["kernel"].Health);
        Assert.EndsWith("-- kernel install", findings["kernel"].Mend);
    }

    [Fact]
    public void A_library_older_than_its_sources_is_noted()
    {
        var library = Write("lib/bin/Workbook.dll");
        File.SetLastWriteTimeUtc(library, DateTime.UtcNow.AddDays(1));
        Assert.Equal(Health.Good, Examine()["library"].Health);
        File.SetLastWriteTimeUtc(library, DateTime.UtcNow.AddDays(-1));
        Assert.EndsWith("is older than its sources.", Examine()["library"].Text);
    }

    [Fact]
    public void A_kernel_whose_program_is_gone_is_wrong()
    {
        WriteOurs(Kernels, KernelSpec.NotebookName);
        var kernel = Examine()["kernel"];
        Assert.Equal(Health.Bad, kernel.Health);
        Assert.Equal("'.net-csharp' runs /gone/dotnet, which is not there.", kernel.Text);
    }

    [Fact]
    public void A_program_that_is_no_kernel_is_wrong_and_what_it_says_is_shown()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "A script of the shell stands in for a broken program.");
        var script = Write("broken");
        File.WriteAllText(script, "echo out of order >&2; exit 3");
        WriteOurs(Kernels, KernelSpec.NotebookName, "/bin/sh", script);
        var kernel = Examine()["kernel"];
        Assert.Equal(Health.Bad, kernel.Health);
        Assert.EndsWith("It said: out of order", kernel.Text);
    }

    [Fact]
    public void A_name_that_another_kernel_hides_is_wrong()
    {
        var first = Path.Combine(_folder.FullName, "first", "kernels");
        WriteForeign(first, KernelSpec.NotebookName);
        WriteOurs(Kernels, KernelSpec.NotebookName);
        Assert.Equal(Health.Bad, Examine(("JUPYTER_PATH", Path.GetDirectoryName(first)!))["name"].Health);
    }

    private Dictionary<string, Finding> Examine(params (string Name, string Value)[] variables)
    {
        (string Name, string Value)[] all = [.. variables, ("JUPYTER_DATA_DIR", Path.GetDirectoryName(Kernels)!)];
        foreach (var room in Doctor.LibraryRooms)
            Write($"lib/{room}/A.cs", onlyIfMissing: true);
        var machine = new Machine(
            OSPlatform.Linux, _folder.FullName, name => all.FirstOrDefault(variable => variable.Name == name).Value);
        // A kernel that is installed for everyone on this machine is looked at too: ours come first.
        return new Doctor(machine, _folder.FullName).Examine().GroupBy(finding => finding.Subject)
            .ToDictionary(group => group.Key, group => group.First());
    }

    private string Write(string path, bool onlyIfMissing = false)
    {
        var full = Path.Combine(_folder.FullName, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        if (!onlyIfMissing || !File.Exists(full)) File.WriteAllText(full, "");
        return full;
    }

    private static void WriteOurs(
        string folder, string name, string program = "/gone/dotnet", string argument = "/gone/x.dll")
    {
        string[] arguments = [program, argument, "{connection_file}"];
        var spec = new KernelSpec(Path.Combine(folder, name), "X", "C#", arguments, IsOurs: true);
        Directory.CreateDirectory(spec.Folder);
        File.WriteAllText(spec.File, spec.ToJson());
    }

    private static void WriteForeign(string folder, string name)
    {
        Directory.CreateDirectory(Path.Combine(folder, name));
        File.WriteAllText(Path.Combine(folder, name, KernelSpec.FileName), """{"argv": ["x"], "display_name": "X"}""");
    }
}
