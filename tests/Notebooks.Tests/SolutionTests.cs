namespace Notebooks.Tests;

/// <summary>Every exercise accepts its solution and answers typical wrong attempts with the right hint.</summary>
public sealed class SolutionTests
{
    public static TheoryData<string> Files =>
        [.. Directory.GetFiles(Path.Combine(Book.Folder, "solutions"), "*.cs").Select(path => Path.GetFileName(path)).Order()];

    [Theory]
    [MemberData(nameof(Files))]
    public void The_solution_is_accepted_and_wrong_answers_draw_their_hint(string file)
    {
        var solution = Solution.Load(Path.Combine(Book.Folder, "solutions", file));
        Assert.True(solution.Answers.Count >= 3, "an exercise has a solution and at least two wrong answers");
        Assert.All(solution.Answers, answer => Assert.Contains(answer.Expected, solution.Review(answer.Code)));
    }

    [Fact]
    public void Every_exercise_has_a_file()
    {
        int exercises = Book.Names.Sum(name => Book.Load(name).Cells.Count(cell => cell.HasTag("exercise")));
        Assert.Equal(exercises, Files.Count);
    }
}
