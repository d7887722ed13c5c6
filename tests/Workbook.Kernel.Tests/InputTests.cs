namespace Workbook.Kernel.Tests;

/// <summary>What a cell asks its reader, by each of the ways to ask.</summary>
public sealed class InputTests
{
    [Theory]
    [InlineData("Console.ReadLine()", "<plain:>")]
    [InlineData("input(\"Name?\")", "<plain:Name?>")]
    [InlineData("await GetInputAsync(\"Name?\")", "<plain:Name?>")]
    [InlineData("await GetInputAsync(\"Key\", \"password\")", "<secret:Key>")]
    [InlineData("(await GetPasswordAsync(\"Key\")).GetClearTextPassword()", "<secret:Key>")]
    [InlineData("password(\"Key\").GetClearTextPassword()", "<secret:Key>")]
    [InlineData("password(\"Key\").ToString()", "********")]
    [InlineData("string.Join(' ', (await GetInputsAsync(\"A\", \"B\")).Values)", "<plain:A> <plain:B>")]
    [InlineData("(char)Console.Read() + \"\" + (char)Console.Read() + Console.ReadLine()", "<plain:>")]
    public void The_answer_is_what_the_reader_types(string cell, string result)
    {
        using var session = new CSharpCells();
        var outcome = session.Run(cell, new CellLabel(1), Session.Generous, null, Answer);
        Assert.Equal("result:" + result, Session.Show(outcome));
    }

    [Theory]
    [InlineData("input()")]
    [InlineData("await GetPasswordAsync(\"Key\")")]
    public void A_reader_who_does_not_answer_is_an_error_that_says_so(string cell)
    {
        using var session = new CSharpCells();
        var outcome = session.Run(cell, new CellLabel(1), Session.Generous, null, _ => null);
        Assert.StartsWith("InvalidOperationException:There is no one to ask here:", Session.Show(outcome));
    }

    [Fact]
    public void A_stop_ends_the_cell_while_it_waits_for_an_answer()
    {
        using var session = new CSharpCells();
        using var stop = new CancellationTokenSource();
        var outcome = session.Run("var x = 1;\nvar s = await GetInputAsync(\"?\");", new CellLabel(1), Session.Generous, null,
            _ =>
            {
                stop.Cancel();
                stop.Token.WaitHandle.WaitOne();
                return null;
            },
            stop.Token);
        Assert.Equal(CellStatus.Interrupted, outcome.Status);
        Assert.Equal("result:1", Session.Show(session.Run("x", new CellLabel(2), Session.Generous)));
    }

    private static string Answer(InputQuestion question) =>
        $"<{(question.IsPassword ? "secret" : "plain")}:{question.Prompt}>";
}
