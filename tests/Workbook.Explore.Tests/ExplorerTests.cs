using Workbook.Mqtt.Packets;
using static Workbook.Explore.ModelProperty;
using Walk = Workbook.Explore.Tests.GridModel.Walk;

namespace Workbook.Explore.Tests;

/// <summary>The explorer visits all states, finds the shortest paths, and says honestly what it did not cover.</summary>
public sealed class ExplorerTests
{
    private static readonly ModelProperty Never = Always<Walk>("It never stands at 2, 1", walk => (walk.Right, walk.Down) != (2, 1));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public void It_visits_every_state_once_for_any_number_of_workers(int workers)
    {
        var result = Explorer.Explore(
            new GridModel(100), new ExplorerOptions { WorkerCount = workers }, cancellation: Cancellation);
        Assert.True(result.IsExhaustive);
        Assert.Equal(10_000, result.StateCount);
        Assert.Equal(99 * 100 * 2 + 9_999, result.MoveCount);
        Assert.Equal(198, result.DepthCompleted);
    }

    [Fact]
    public void The_path_to_a_refutation_has_the_fewest_moves_and_is_the_same_for_any_number_of_workers()
    {
        var paths = Enumerable.Range(1, 4).Select(workers => Explorer.Explore(
            new GridModel(50, Never), new ExplorerOptions { WorkerCount = workers }, cancellation: Cancellation))
            .Select(result => result.Violations.Single().Path!).ToList();
        Assert.Equal(3, paths[0].Steps.Count);
        Assert.Single(paths.Select(path => path.ToString()).Distinct());
    }

    [Fact]
    public void A_path_replays_move_by_move()
    {
        ExploredPath path = Explorer.Explore(new GridModel(9, Never), cancellation: Cancellation).Violations.Single().Path!;
        var places = path.Replay().Cast<Walk>().Select(walk => walk.Right + walk.Down);
        Assert.Equal([0, 1, 2, 3], places);
    }

    [Fact]
    public void A_model_that_is_not_deterministic_is_an_error_that_names_the_step()
    {
        var model = new GridModel(9, Sometimes<Walk>("It comes to 2, 2", walk => (walk.Right, walk.Down) == (2, 2)))
        {
            IsFickle = true,
        };
        var error = Assert.Throws<NondeterminismException>(() => Explorer.Explore(
            model, new ExplorerOptions { WorkerCount = 2 }, cancellation: Cancellation));
        Assert.Contains("'down', to be the same as when grid of 9 was explored, but byte 1 of 2 differs: 0x0", error.Message);
    }

    [Fact]
    public void Eventually_is_asked_without_the_adversary()
    {
        ModelProperty end = Eventually<Walk>("It comes to the corner", walk => walk.Right + walk.Down == 18);
        ModelProperty middle = Eventually<Walk>("It comes to the middle", walk => (walk.Right, walk.Down) == (5, 5));
        var result = Explorer.Explore(new GridModel(10, end, middle), cancellation: Cancellation);
        Assert.Equal(Verdict.Holds, result["corner"].Verdict);
        Assert.Equal(Verdict.Refuted, result["middle"].Verdict);
        Assert.Equal(6, result["middle"].Path!.Steps.Count);
    }

    [Fact]
    public void Sometimes_is_shown_by_the_shortest_path_or_refuted_when_all_states_are_known()
    {
        ModelProperty far = Sometimes<Walk>("It comes to 7, 7", walk => (walk.Right, walk.Down) == (7, 7));
        ModelProperty never = Sometimes<Walk>("It leaves the grid", walk => walk.Right > 9);
        var result = Explorer.Explore(new GridModel(10, far, never), cancellation: Cancellation);
        Assert.Equal(14, result["7, 7"].Path!.Steps.Count);
        Assert.Equal(Verdict.Refuted, result["leaves"].Verdict);
        Assert.False(result.Holds);
    }

    [Fact]
    public void At_the_memory_bound_it_stops_and_says_what_it_covered()
    {
        ModelProperty always = Always<Walk>("It stays on the grid", walk => walk.Right < 5_000);
        ModelProperty eventually = Eventually<Walk>("It comes to the corner", walk => walk.Right + walk.Down == 9_998);
        var options = new ExplorerOptions { MemoryMaximum = 16 << 20 };
        var result = Explorer.Explore(new GridModel(5_000, always, eventually), options, cancellation: Cancellation);
        Assert.Equal(StopReason.MemoryBound, result.StopReason);
        Assert.False(result.IsExhaustive);
        Assert.False(result.Holds);
        Assert.All(result.Findings, finding => Assert.Equal(Verdict.Open, finding.Verdict));
        Assert.InRange(result.MemoryBytes, 1 << 20, options.MemoryMaximum);
        Assert.InRange(result.DepthCompleted, 10, 5_000);
        Assert.Contains("not exhaustive: stopped at the memory bound", $"{result}");
    }

    [Fact]
    public void A_refutation_found_before_the_memory_bound_counts()
    {
        var options = new ExplorerOptions { MemoryMaximum = 16 << 20, StopsAtViolation = false };
        var result = Explorer.Explore(new GridModel(5_000, Never), options, cancellation: Cancellation);
        Assert.Equal(StopReason.MemoryBound, result.StopReason);
        Assert.Equal(Verdict.Refuted, result["never stands"].Verdict);
    }

    [Fact]
    public void It_can_be_cancelled_and_tells_how_far_it_has_come()
    {
        using var stop = new CancellationTokenSource();
        var seen = new List<ExplorationProgress>();
        var progress = new Listener(seen, at =>
        {
            if (at.Depth == 100)
                stop.Cancel();
        });
        var result = Explorer.Explore(new GridModel(1_000), null, progress, stop.Token);
        Assert.Equal(StopReason.Cancelled, result.StopReason);
        Assert.Equal(100, result.DepthCompleted);
        Assert.Equal(101, seen.Count);
        Assert.True(seen.Zip(seen.Skip(1)).All(pair => pair.First.StateCount < pair.Second.StateCount));
    }

    [Theory]
    [InlineData(0, 1L << 30, "Expected 1 to 64 workers, but got 0.")]
    [InlineData(1, 1L << 10, "Expected a memory bound of at least 8388608 bytes, but got 1024; the empty tables take more.")]
    public void Options_that_cannot_be_are_refused_with_a_sentence(int workers, long memory, string sentence)
    {
        var options = new ExplorerOptions { WorkerCount = workers, MemoryMaximum = memory };
        var error = Assert.Throws<ArgumentException>(
            () => Explorer.Explore(new GridModel(2), options, cancellation: Cancellation));
        Assert.StartsWith(sentence, error.Message);
    }

    [Fact]
    public void An_exception_of_a_model_comes_out()
    {
        ModelProperty broken = Always<Walk>("x", walk => walk.Down < 3 ? true : throw new InvalidOperationException("broken"));
        var error = Assert.Throws<InvalidOperationException>(() => Explorer.Explore(
            new GridModel(500, broken), new ExplorerOptions { WorkerCount = 2 }, cancellation: Cancellation));
        Assert.Equal("broken", error.Message);
    }

    private sealed class Listener(List<ExplorationProgress> seen, Action<ExplorationProgress> heard)
        : IProgress<ExplorationProgress>
    {
        public void Report(ExplorationProgress value)
        {
            seen.Add(value);
            heard(value);
        }
    }

    [Fact]
    public void A_sketch_is_explored_and_its_states_are_listed()
    {
        var coin = new SketchModel(
            "coin", "heads", state => [("turn", state == "heads" ? "tails" : "heads")],
            ModelProperty.Always<SketchSystem>("It shows heads", coin => coin.State == "heads"));
        ExplorationResult result = Explorer.Explore(coin, cancellation: Cancellation);
        Assert.Equal("turn", Assert.Single(result["heads"].Path!.Steps).Text);
        StateGraph graph = StateGraph.Of(coin);
        Assert.Equal(["heads", "tails"], graph.States);
        Assert.Equal([("heads", "tails"), ("tails", "heads")], graph.Moves.Select(move => (move.From, move.To)));
    }

    [Fact]
    public void A_state_graph_has_the_states_and_moves_of_the_exploration()
    {
        var model = new RelayModel { QualityOfService = QualityOfService.AtLeastOnce, MessageCount = 1 };
        ExplorationResult result = Explorer.Explore(model, cancellation: Cancellation);
        StateGraph graph = StateGraph.Of(model);
        Assert.Equal((result.StateCount, result.MoveCount), (graph.States.Count, graph.Moves.Count));
        Assert.Equal(graph.States.Count, graph.States.Distinct().Count());
        Assert.Contains("has more; explore it", Assert.Throws<ArgumentException>(() => StateGraph.Of(model, 3)).Message);
    }
}
