using System.Text.Json;

namespace House.Tests;

/// <summary>The dev container opens with a kernel that runs the notebooks.</summary>
public sealed class DevContainerTests
{
    private static readonly JsonElement Settings = JsonDocument.Parse(Repository.Read(".devcontainer.json")).RootElement;

    [Fact]
    public void The_name_people_look_for_leads_to_the_file_that_tools_look_for()
    {
        var link = new FileInfo(Path.Combine(Repository.Root, "devcontainer.json"));
        Assert.Equal(".devcontainer.json", link.LinkTarget);
        Assert.Equal(Repository.Read(".devcontainer.json"), Repository.Read("devcontainer.json"));
    }

    // What runs on creation and on new content is kept by prebuilds; what runs later is waited for at every start.
    [Fact]
    public void The_kernel_is_built_and_installed_where_prebuilds_keep_it()
    {
        string[] kept = ["onCreateCommand", "updateContentCommand"];
        string commands = string.Join('\n', kept.Select(name => Settings.GetProperty(name).GetString()));
        Assert.Contains("dotnet build Workbook.sln", commands);
        Assert.EndsWith("-- kernel install", commands);
        Assert.DoesNotContain(
            Settings.EnumerateObject(), property => property.Name is "postCreateCommand" or "postStartCommand" or "postAttachCommand");
    }

    [Fact]
    public void VS_Code_gets_Jupyter_and_its_renderers_and_not_the_archived_notebooks()
    {
        var extensions = Settings.GetProperty("customizations").GetProperty("vscode").GetProperty("extensions")
            .EnumerateArray().Select(extension => extension.GetString()!).ToList();
        Assert.Contains("ms-toolsai.jupyter", extensions);
        Assert.Contains("ms-toolsai.jupyter-renderers", extensions);
        Assert.DoesNotContain(extensions, extension => extension.Contains("dotnet-interactive", StringComparison.OrdinalIgnoreCase));
    }
}
