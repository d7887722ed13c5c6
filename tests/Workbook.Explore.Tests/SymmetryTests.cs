using Workbook.Mqtt.Packets;
using Workbook.Mqtt.Sessions;
using static Workbook.Mqtt.Packets.QualityOfService;
using static Workbook.Mqtt.Sessions.QosReceiverMethod;

namespace Workbook.Explore.Tests;

/// <summary>States that differ only in which publisher is which are kept as one: the same verdicts, and runs that are
/// real.</summary>
public sealed class SymmetryTests
{
    private static readonly DeliveryModel Two = new() { PublisherCount = 2, ReceiveMaximum = 1, ExchangesPublishers = true };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<string> Faults => [.. SeededFaults.All.Select(fault => fault.Name)];

    private static ExplorationResult All(IModel model) =>
        Explorer.Explore(model, new ExplorerOptions { StopsAtViolation = false }, cancellation: Cancellation);

    [Theory]
    [InlineData(AtMostOnce, DeliverAtPublish, false)]
    [InlineData(AtLeastOnce, DeliverAtPublish, false)]
    [InlineData(ExactlyOnce, DeliverAtPublish, false)]
    [InlineData(ExactlyOnce, DeliverAtPubrel, false)]
    [InlineData(AtMostOnce, DeliverAtPublish, true)]
    [InlineData(AtLeastOnce, DeliverAtPublish, true)]
    [InlineData(ExactlyOnce, DeliverAtPublish, true)]
    [InlineData(ExactlyOnce, DeliverAtPubrel, true)]
    public void It_stands_for_exactly_the_states_without_it_and_all_promises_are_kept(
        QualityOfService qos, QosReceiverMethod method, bool ordersMoves)
    {
        var model = Two with
        {
            QualityOfService = qos, ReceiverMethod = method, OrdersIndependentMoves = ordersMoves,
        };
        ExplorationResult reduced = All(model);
        Assert.True(reduced.Holds, $"{reduced}");
        AgreesWithUnreduced(model, reduced);
    }

    [Fact]
    public void Three_publishers_have_six_exchanges()
    {
        DeliveryModel model = Two with { PublisherCount = 3, CutMaximum = 0, QualityOfService = AtLeastOnce };
        ExplorationResult reduced = All(model);
        AgreesWithUnreduced(model, reduced);
        Assert.InRange(reduced.StateCount * 6.0 / reduced.RepresentedCount, 1, 1.5);
    }

    [Theory]
    [InlineData(SessionLosses.ClientForgets)]
    [InlineData(SessionLosses.IdentifierTaken)]
    [InlineData(SessionLosses.BrokerForgets)]
    public void Losses_of_sessions_do_not_name_a_publisher(SessionLosses loss)
    {
        DeliveryModel model = Two with { CutMaximum = 0, Losses = loss, BrokerRestarts = true };
        AgreesWithUnreduced(model, All(model));
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public void With_a_fault_the_verdicts_are_those_without_it(string name)
    {
        SeededFault fault = SeededFaults.Find(name);
        DeliveryModel model = Two with { QualityOfService = fault.Setting.QualityOfService, Fault = fault };
        AgreesWithUnreduced(model, All(model));
        AgreesWithUnreduced(
            model with { OrdersIndependentMoves = true }, All(model with { OrdersIndependentMoves = true }));
    }

    [Fact]
    public void Its_paths_are_real_runs_as_short_as_those_without_it()
    {
        DeliveryModel model = Two with
        {
            QualityOfService = AtLeastOnce, Fault = SeededFaults.Find("nothing goes out again"),
        };
        ModelProperty both = ModelProperty.Always<DeliverySystem>(
            "Not both are delivered", system => system.DeliveredCount(0) + system.DeliveredCount(1) < 2);
        foreach (ModelProperty property in (ModelProperty[])[both, .. model.Properties])
        {
            ExploredPath? path = All(model.Asking(property)).Findings[0].Path;
            ExploredPath? plain = All((model with { ExchangesPublishers = false }).Asking(property)).Findings[0].Path;
            Assert.Equal(plain?.Steps.Count, path?.Steps.Count);
            Assert.Equal(path?.Steps.Count + 1, path?.Replay().Count());
            if (path is not null)
                Assert.NotEmpty(path.ToTimeline().Packets);
        }

        ExploredPath delivered = All(model.Asking(both)).Findings[0].Path!;
        Assert.Equal(["m1", "m2"], delivered.ToScenario().Deliveries.Select(delivery => delivery.Payload).Order());
    }

    [Fact]
    public void A_property_that_names_a_publisher_is_refused_with_a_sentence()
    {
        IModel model = Two.Asking(ModelProperty.Always<DeliverySystem>(
            "The second publisher never comes first",
            system => system.DeliveredCount(0) >= system.DeliveredCount(1)));
        Assert.Equal(
            "Expected 'The second publisher never comes first' to have the same verdict in all states that a symmetry " +
            "takes for one, but after an exchange it is otherwise; explore without the symmetry: QoS 2 through the " +
            "broker, 2 x 1 messages, up to 1 cuts, publishers exchanged.",
            Assert.Throws<ArgumentException>(() => All(model)).Message);
    }

    [Fact]
    public void Sessions_that_expire_in_an_order_are_refused_with_a_sentence() =>
        Assert.StartsWith(
            "Expected no SessionExpires where publishers are exchanged",
            Assert.Throws<ArgumentException>(() => All(Two with { Losses = SessionLosses.All })).Message);

    [Theory]
    [InlineData(1, 0, "that no exchange changes, but there are 2")]
    [InlineData(0, 1, "Expected the moves to have the same goals")]
    public void A_symmetry_that_is_none_is_refused_with_a_sentence(int first, int bias, string sentence) =>
        Assert.Contains(
            sentence, Assert.Throws<ArgumentException>(() => All(new Scale(first, bias))).Message);

    [Fact]
    public void A_state_that_an_exchange_leaves_alone_stands_for_itself()
    {
        ExplorationResult result = All(new Scale(0, 0));
        Assert.Equal((6, 9), (result.StateCount, result.RepresentedCount));
        Assert.Contains("6 states that stand for 9", $"{result}");
    }

    private static void AgreesWithUnreduced(DeliveryModel model, ExplorationResult reduced)
    {
        ExplorationResult hidden = All(new Hidden(model));
        Assert.Equal(hidden.StateCount, hidden.RepresentedCount);
        Assert.Equal(hidden.StateCount, reduced.RepresentedCount);
        Assert.InRange(reduced.StateCount, 1, hidden.StateCount - 1);
        Assert.Equal(hidden.DepthCompleted, reduced.DepthCompleted);
        ExplorationResult plain = All(model with { ExchangesPublishers = false, OrdersIndependentMoves = false });
        if (!model.OrdersIndependentMoves)
            Assert.Equal(plain.StateCount, reduced.RepresentedCount);
        Assert.Equal(VerdictsOf(plain), VerdictsOf(reduced));
    }

    private static IEnumerable<(string, Verdict)> VerdictsOf(ExplorationResult result) =>
        result.Findings.Select(finding => (finding.Property.Sentence, finding.Verdict));

    /// <summary>The same systems, but nobody sees that they are symmetric.</summary>
    private sealed class Hidden(IModel model) : IModel
    {
        public string Name => $"{model.Name}, unreduced";

        public IReadOnlyList<ModelProperty> Properties => [];

        public ISystem Begin() => new Plain(model.Begin());
    }

    private sealed class Plain(ISystem system) : ISystem
    {
        public int MoveCount => system.MoveCount;

        public bool TryMove(int move) => system.TryMove(move);

        public bool IsFault(int move) => system.IsFault(move);

        public string Describe(int move) => system.Describe(move);

        public void WriteSnapshot(SnapshotWriter writer) => system.WriteSnapshot(writer);

        public void RestoreSnapshot(ReadOnlySpan<byte> bytes) => system.RestoreSnapshot(bytes);
    }

    /// <summary>A scale with two pans, each of which takes up to two weights; exchanged, left is right.</summary>
    private sealed class Scale(int first, int bias) : IModel, ISymmetricSystem
    {
        private int left;
        private int right;

        public string Name => "scale";

        public IReadOnlyList<ModelProperty> Properties => [];

        public int MoveCount => 2;

        public int ExchangeCount => 2;

        public ISystem Begin() => new Scale(first, bias) { left = first };

        public bool TryMove(int move)
        {
            ref int pan = ref move == 0 ? ref left : ref right;
            if (pan >= (move == 0 ? 2 - bias : 2))
                return false;
            pan++;
            return true;
        }

        public bool IsFault(int move) => false;

        public string Describe(int move) => move == 0 ? "left" : "right";

        public void WriteSnapshot(SnapshotWriter writer) => WriteExchanged(0, writer);

        public void WriteExchanged(int exchange, SnapshotWriter writer)
        {
            writer.WriteByte((byte)(exchange == 0 ? left : right));
            writer.WriteByte((byte)(exchange == 0 ? right : left));
        }

        public void RestoreSnapshot(ReadOnlySpan<byte> bytes) => (left, right) = (bytes[0], bytes[1]);
    }
}
