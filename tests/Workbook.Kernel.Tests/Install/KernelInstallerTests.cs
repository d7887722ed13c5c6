using System.Text.Json.Nodes;
using Workbook.Kernel.Install;

namespace Workbook.Kernel.Tests.Install;

/// <summary>An installed kernel is whole, has a name of its own, and leaves those of others alone.</summary>
public sealed class KernelInstallerTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("workbook-install-");

    private string Mine => Path.Combine(_folder.FullName, "mine");

    private string Theirs => Path.Combine(_folder.FullName, "theirs");

    private KernelInstaller Installer => new(Mine, [Mine, Theirs]);

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void The_specification_names_programs_by_absolute_paths_that_exist()
    {
        var spec = Install(null);
        var json = JsonNode.Parse(File.ReadAllText(spec.File))!;
        var arguments = json["argv"]!.AsArray().Select(argument => (string)argument!).ToList();
        Assert.All(arguments[..2], path => Assert.True(Path.IsPathFullyQualified(path) && File.Exists(path), path));
        Assert.Equal(["kernel", "run", "{connection_file}"], arguments[2..]);
        Assert.Equal(".NET (C#)", (string)json["display_name"]!);
        Assert.Equal("C#", (string)json["language"]!);
        Assert.Equal("message", (string)json["interrupt_mode"]!);
    }

    [Fact]
    public void A_program_that_brings_a_runtime_runs_on_it()
    {
        var spec = Installer.Install(
            Installer.Plan(null), folder => Directory.CreateDirectory(Path.Combine(folder, "dotnet")));
        Assert.StartsWith("Workbook.Cli", Path.GetFileName(spec.Arguments[0]));
        Assert.Equal(["kernel", "run", "{connection_file}"], spec.Arguments.Skip(1));
    }

    [Fact]
    public void The_specification_tells_the_kernel_where_the_SDK_is()
    {
        var spec = KernelSpec.Read(Install(null).Folder)!;
        Assert.Equal(KernelProgram.Environment, spec.Environment);
        Assert.True(File.Exists(spec.Environment["DOTNET_HOST_PATH"]));
    }

    [Fact]
    public void Front_ends_find_the_logos_that_they_look_for()
    {
        var spec = Install(null);
        Assert.StartsWith("<svg", File.ReadAllText(Path.Combine(spec.Folder, "logo-svg.svg")));
        Assert.All(["logo-64x64.png", "logo-32x32.png"], logo => Assert.Equal(
            [0x89, .. "PNG"u8], File.ReadAllBytes(Path.Combine(spec.Folder, logo))[..4]));
    }

    [Fact]
    public void It_takes_the_name_that_notebooks_ask_for_when_that_is_free() =>
        Assert.Equal(".net-csharp", Installer.Plan(null).Name);

    [Fact]
    public void Beside_another_kernel_of_that_name_it_takes_its_own()
    {
        WriteForeign(Theirs, ".net-csharp");
        var plan = Installer.Plan(null);
        Assert.Equal(("workbook-csharp", "Workbook C#"), (plan.Name, plan.DisplayName));
        Assert.Equal(Path.Combine(Theirs, ".net-csharp"), plan.Beside!.Folder);
    }

    [Fact]
    public void When_the_other_kernel_is_gone_it_moves_to_the_name_that_notebooks_ask_for()
    {
        var other = WriteForeign(Theirs, ".net-csharp");
        Install(null);
        Directory.Delete(other, recursive: true);
        Install(null);
        Assert.Equal([".net-csharp"], KernelSpec.FindAll([Mine]).Select(spec => spec.Name));
    }

    [Theory]
    [InlineData("Another kernel is named 'python3'", "python3")]
    [InlineData("Another kernel is named 'PYTHON3'", "PYTHON3")]
    [InlineData("'a b' cannot be a kernel's name", "a b")]
    [InlineData("'..' cannot be a kernel's name", "..")]
    public void A_name_that_cannot_be_taken_is_refused_in_a_sentence(string start, string name)
    {
        WriteForeign(Theirs, "python3");
        Assert.StartsWith(start, Assert.Throws<InstallException>(() => Installer.Plan(name)).Message);
        Assert.False(Directory.Exists(Mine));
    }

    [Fact]
    public void A_kernel_of_ours_is_replaced_and_the_running_one_keeps_its_program()
    {
        var first = Install("csharp");
        var second = Install("csharp");
        Assert.Equal(first.Folder, second.Folder);
        Assert.NotEqual(first.Arguments[1], second.Arguments[1]);
        Assert.True(File.Exists(first.Arguments[1]));
        Install("csharp");
        Assert.Equal(2, Directory.GetDirectories(first.Folder).Length);
    }

    [Fact]
    public void An_installation_that_fails_leaves_nothing_behind()
    {
        Assert.Throws<OperationCanceledException>(() => Installer.Install(Installer.Plan(null), folder =>
        {
            File.WriteAllText(Path.Combine(folder, "half"), "");
            throw new OperationCanceledException();
        }));
        Assert.Empty(_folder.EnumerateFileSystemInfos());
    }

    [Fact]
    public void A_replacement_that_fails_leaves_the_kernel_as_it_was()
    {
        var before = Install(null);
        var files = Everything();
        Assert.Throws<InstallException>(
            () => Installer.Install(Installer.Plan(null), _ => throw new IOException("full")));
        Assert.Equal(files, Everything());
        Assert.True(File.Exists(before.Arguments[1]));
    }

    [Fact]
    public void A_folder_that_cannot_be_is_named_in_the_error()
    {
        File.WriteAllText(Mine, "a file in the way");
        var error = Assert.Throws<InstallException>(() => Install(null));
        Assert.StartsWith($"The kernel cannot be installed in '{Mine}': ", error.Message);
    }

    [Fact]
    public void Uninstall_removes_ours_whole_and_leaves_the_others()
    {
        var spec = Install(null);
        var other = WriteForeign(Mine, "python3");
        Assert.Equal([spec.Name], Installer.Uninstall(null).Select(removed => removed.Name));
        Assert.Equal([other], Directory.GetDirectories(Mine));
    }

    [Fact]
    public void Uninstall_refuses_a_kernel_of_others_and_one_that_is_not_there()
    {
        WriteForeign(Mine, "python3");
        Assert.EndsWith("is not the workbook's.", Refusal("python3"));
        Assert.StartsWith("There is no kernel named 'x' in", Refusal("x"));
        Assert.StartsWith("No kernel of the workbook is installed in", Refusal(null));

        string Refusal(string? name) => Assert.Throws<InstallException>(() => Installer.Uninstall(name)).Message;
    }

    [Fact]
    public void A_specification_that_cannot_be_read_is_passed_over()
    {
        Directory.CreateDirectory(Path.Combine(Theirs, "broken"));
        File.WriteAllText(Path.Combine(Theirs, "broken", "kernel.json"), "{");
        WriteForeign(Theirs, "good");
        var none = Path.Combine(_folder.FullName, "none");
        Assert.Equal(["good"], KernelSpec.FindAll([Theirs, none]).Select(found => found.Name));
    }

    private static string WriteForeign(string folder, string name)
    {
        var spec = Directory.CreateDirectory(Path.Combine(folder, name)).FullName;
        File.WriteAllText(
            Path.Combine(spec, "kernel.json"),
            """{"argv": ["x", "{connection_file}"], "display_name": "X", "language": "x"}""");
        return spec;
    }

    private KernelSpec Install(string? name) => Installer.Install(
        Installer.Plan(name), folder => File.WriteAllText(Path.Combine(folder, KernelProgram.Assembly), ""));

    private List<string> Everything() =>
        [.. _folder.EnumerateFileSystemInfos("*", SearchOption.AllDirectories).Select(entry => entry.FullName).Order()];
}
