using System.Runtime.InteropServices;
using Workbook.Kernel.Install;

namespace Workbook.Kernel.Tests.Install;

/// <summary>Kernels are looked for where <c>jupyter --paths</c> says, on each system.</summary>
public sealed class JupyterPathsTests
{
    [Fact]
    public void On_Linux_the_users_folder_follows_XDG() =>
        Assert.Equal(
            ["/home/ada/.local/share/jupyter", "/data/jupyter"],
            [Paths(OSPlatform.Linux).UserData, Paths(OSPlatform.Linux, ("XDG_DATA_HOME", "/data")).UserData]);

    [Fact]
    public void On_macOS_it_is_in_the_Library() =>
        Assert.Equal("/home/ada/Library/Jupyter", Paths(OSPlatform.OSX, ("XDG_DATA_HOME", "/data")).UserData);

    [Fact]
    public void On_Windows_it_is_in_the_roaming_application_data() =>
        Assert.Equal(Path.Combine("R:", "jupyter"), Paths(OSPlatform.Windows, ("APPDATA", "R:")).UserData);

    [Fact]
    public void JUPYTER_DATA_DIR_names_it_on_every_system() =>
        Assert.All(
            [OSPlatform.Linux, OSPlatform.OSX, OSPlatform.Windows],
            system => Assert.Equal("/mine", Paths(system, ("JUPYTER_DATA_DIR", "/mine")).UserData));

    [Fact]
    public void The_users_folder_comes_after_JUPYTER_PATH_and_before_the_systems() =>
        Assert.Equal(
            ["/a/kernels", "/b/kernels", "/home/ada/.local/share/jupyter/kernels", "/usr/local/share/jupyter/kernels",
             "/usr/share/jupyter/kernels"],
            Paths(OSPlatform.Linux, ("JUPYTER_PATH", "/a:/b")).KernelFolders);

    [Fact]
    public void On_Windows_JUPYTER_PATH_is_cut_at_semicolons() =>
        Assert.Equal(
            [Path.Combine(@"C:\a", "kernels"), Path.Combine(@"D:\b", "kernels")],
            Paths(OSPlatform.Windows, ("JUPYTER_PATH", @"C:\a;D:\b")).KernelFolders.Take(2));

    [Theory]
    [InlineData("1", "/venv/share/jupyter/kernels")]
    [InlineData("no", "/home/ada/.local/share/jupyter/kernels")]
    public void An_active_environment_comes_first_only_where_it_is_preferred(string prefers, string first) =>
        Assert.Equal(
            first,
            Paths(OSPlatform.Linux, ("VIRTUAL_ENV", "/venv"), ("JUPYTER_PREFER_ENV_PATH", prefers)).KernelFolders[0]);

    private static JupyterPaths Paths(OSPlatform system, params (string Name, string Value)[] variables) =>
        new(new Machine(system, "/home/ada", name => variables.FirstOrDefault(v => v.Name == name).Value));
}
