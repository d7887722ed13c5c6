namespace Workbook.Kernel.Tests;

/// <summary><c>#r</c> of a library and <c>#load</c> of a script, relative to the notebook's folder.</summary>
public sealed class ReferenceTests : IDisposable
{
    private const string NewerThing =
        "namespace Inner; public class Thing { public override string ToString() => \"newer thing\"; }";

    private readonly Notebooks _notebooks = new();
    private readonly string _outside = Environment.CurrentDirectory;

    public ReferenceTests()
    {
        Directory.CreateDirectory(Path.Combine(_notebooks.Folder, "bin"));
        Libraries.Build(Bin, "Inner", "namespace Inner; public class Thing { public override string ToString() => \"thing\"; }");
        Libraries.Build(Bin, "Door", "namespace Door; public static class Lab { public static Inner.Thing Make() => new(); }", "Inner");
        Environment.CurrentDirectory = _notebooks.Folder;
    }

    private string Bin => Path.Combine(_notebooks.Folder, "bin");

    public void Dispose()
    {
        Environment.CurrentDirectory = _outside;
        _notebooks.Dispose();
    }

    [Fact]
    public void A_library_finds_the_libraries_beside_it()
    {
        using var session = new Session();
        Assert.Equal("result:thing", session.Show("#r \"bin/Door.dll\"\nusing Door;", "Lab.Make().ToString()"));
    }

    [Fact]
    public void One_reference_is_enough_to_name_what_lies_beside_the_library_and_is_used_by_it()
    {
        using var session = new Session();
        Assert.Equal("result:thing", session.Show("#r \"bin/Door.dll\"\nusing Inner;\nnew Thing().ToString()"));
        Assert.Equal("result:thing", session.Show("new Inner.Thing().ToString()"));
    }

    [Fact]
    public void A_library_in_use_can_be_rebuilt_and_the_next_session_takes_the_new_build()
    {
        const string restart = "stderr:Inner.dll was rebuilt and this session still uses the old build: "
            + "restart the kernel to use the new build.|";
        using var session = new Session();
        Assert.Equal("result:thing", session.Show("#r \"bin/Inner.dll\"\nnew Inner.Thing().ToString()"));
        Libraries.Build(Bin, "Inner", NewerThing);
        Assert.Equal(restart + "result:thing", session.Show("new Inner.Thing().ToString()"));
        Assert.Equal("result:thing", session.Show("new Inner.Thing().ToString()"));
        Assert.Equal(restart + "result:thing", session.Show("#r \"bin/Inner.dll\"\nnew Inner.Thing().ToString()"));
        using var next = new Session();
        Assert.Equal("result:newer thing", next.Show("#r \"bin/Inner.dll\"\nnew Inner.Thing().ToString()"));
    }

    [Fact]
    public void A_rebuilt_library_beside_the_one_referred_to_is_told_too()
    {
        using var session = new Session();
        session.Run("#r \"bin/Door.dll\"\nDoor.Lab.Make()");
        Libraries.Build(Bin, "Inner", NewerThing);
        Assert.StartsWith("stderr:Inner.dll was rebuilt ", session.Show("1"));
    }

    [Fact]
    public void The_same_build_written_again_is_no_new_build()
    {
        using var session = new Session();
        session.Run("#r \"bin/Inner.dll\"\nnew Inner.Thing()");
        var file = Path.Combine(Bin, "Inner.dll");
        File.WriteAllBytes(file, File.ReadAllBytes(file));
        Assert.Equal("result:1", session.Show("1"));
    }

    [Fact]
    public void A_cell_that_did_not_compile_has_not_taken_a_build_yet()
    {
        using var session = new Session();
        session.Run("#r \"bin/Inner.dll\"\nnew Inner.Nothing()");
        Libraries.Build(Bin, "Inner", NewerThing);
        Assert.Equal("result:newer thing", session.Show("#r \"bin/Inner.dll\"\nnew Inner.Thing().ToString()"));
    }

    [Fact]
    public void Another_library_of_the_same_name_asks_for_a_restart()
    {
        var other = Directory.CreateDirectory(Path.Combine(_notebooks.Folder, "other")).FullName;
        Libraries.Build(other, "Inner", NewerThing);
        using var session = new Session();
        session.Run("#r \"bin/Inner.dll\"");
        Assert.StartsWith("stderr:Inner is loaded from ", session.Show("#r \"other/Inner.dll\"\n1"));
    }

    [Fact]
    public void A_failed_reference_works_once_the_library_is_there()
    {
        using var session = new Session();
        Assert.StartsWith("DirectiveError:", session.Show("#r \"bin/Late.dll\""));
        Libraries.Build(Bin, "Late", "public class Late { }");
        Assert.Equal("result:Late", session.Show("#r \"bin/Late.dll\"\nnew Late().ToString()"));
    }

    [Fact]
    public void An_exception_inside_a_library_names_its_method_and_the_line_of_the_cell()
    {
        Libraries.Build(Bin, "Bad", "public static class Bad { public static async System.Threading.Tasks.Task Fail()"
            + " { await System.Threading.Tasks.Task.Yield(); throw new System.Exception(\"inside\"); } }");
        using var session = new Session();
        var error = session.Run("#r \"bin/Bad.dll\"\n\nawait Bad.Fail();").Error!;
        Assert.Equal(["Exception: inside", "   at Bad.Fail", "   at cell 1 `t`, line 3"], error.Traceback);
    }

    [Fact]
    public void A_script_is_loaded_relative_to_the_notebook_and_its_errors_name_it()
    {
        _notebooks.WriteText("more.csx", "int Half(int i) =>\n    i / (i - i);");
        using var session = new Session();
        var error = session.Run("#load \"more.csx\"\nHalf(4)").Error!;
        Assert.Equal(["   at more.csx, line 2", "   at cell 1 `t`, line 2"], error.Traceback.Skip(1));
    }
}
