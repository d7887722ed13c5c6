namespace Workbook.Kernel.Tests.Install;

/// <summary><c>workbook kernel install</c> and its companions as child processes.</summary>
public sealed class KernelCommandTests : IDisposable
{
    private readonly Notebooks _folder = new();
    private readonly WorkbookCommand _workbook;

    public KernelCommandTests() => _workbook = new WorkbookCommand(_folder.Folder);

    private string Kernels => Path.Combine(_folder.Folder, "share", "jupyter", "kernels");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void It_says_what_it_did_and_undoes_it()
    {
        var (code, output, error) = _workbook.Run("kernel", "install", "--prefix", ".", "--name", "book", "--as-built");
        Assert.Equal((0, ""), (code, error));
        Assert.Equal($"Installed the kernel 'book' (Workbook C# (book)) in {Kernels}/book.\n", output);
        (code, output, error) = _workbook.Run("kernel", "uninstall", "--prefix", ".");
        Assert.Equal((0, ""), (code, error));
        Assert.Equal($"Removed the kernel 'book' (Workbook C# (book)) from {Kernels}/book.\n", output);
        Assert.Empty(Directory.GetFileSystemEntries(Kernels));
    }

    [Fact]
    public void A_dry_run_writes_nothing()
    {
        var (code, output, _) = _workbook.Run("kernel", "install", "--prefix", ".", "--dry-run", "--name", "book");
        Assert.Equal((0, false), (code, Directory.Exists(Kernels)));
        Assert.Equal($"The kernel 'book' (Workbook C# (book)) would be installed in {Kernels}/book.\n", output);
    }

    [Theory]
    [InlineData("--prefix and --user name two folders: give one of them. See 'workbook kernel install --help'.",
        "install", "--prefix", ".", "--user")]
    [InlineData("'a/b' cannot be a kernel's name: use letters, digits, '-', '.' and '_'.", "install", "--name", "a/b")]
    [InlineData("The kernel cannot be installed in '/in-the-way/share/jupyter/kernels': ",
        "install", "--prefix", "in-the-way")]
    [InlineData("No kernel of the workbook is installed in '/share/jupyter/kernels'.", "uninstall", "--prefix", ".")]
    public void What_cannot_be_done_gets_one_sentence(string sentence, params string[] arguments)
    {
        File.WriteAllText(Path.Combine(_folder.Folder, "in-the-way"), "");
        var (code, output, error) = _workbook.Run(["kernel", .. arguments]);
        Assert.Equal((2, ""), (code, output));
        Assert.StartsWith(sentence, error.Replace(_folder.Folder, ""));
        Assert.Single(error.TrimEnd('\n').Split('\n'));
    }
}
