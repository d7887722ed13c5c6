using Workbook.Mqtt.Packets;
using Workbook.Mqtt.Sessions;
using static Workbook.Mqtt.Packets.QualityOfService;
using static Workbook.Mqtt.Sessions.QosEffects;

namespace Workbook.Mqtt.Tests.Sessions;

/// <summary>
/// Goal: one hop keeps its guarantee in every behaviour, with cuts at every point.
/// Method: breadth first over snapshot bytes; each always beside a sometimes, and deliberate faults that must be found.
/// </summary>
public sealed class ExhaustiveTests
{
    private const int StateMaximum = 200_000;

    /// <summary>QoS 1 may deliver a message any number of times; a behaviour is followed up to this many.</summary>
    private const int DeliveryMaximum = 3;

    [Theory]
    [InlineData(QosReceiverMethod.DeliverAtPubrel)]
    [InlineData(QosReceiverMethod.DeliverAtPublish)]
    [Trait("clause", "5.0 4.3.3-10")]
    [Trait("clause", "3.1.1 4.3.3-2")]
    public void QoS_2_delivers_exactly_once_in_order_in_every_behaviour(QosReceiverMethod method)
    {
        Search search = Explore(new OneHop(ExactlyOnce, QosReceiverTable.Of(method)), IsExactlyOnceSoFar);
        Assert.Null(search.Refutation);
        Assert.True(search.FinishedCount > 0, "Some behaviour ends with everything delivered.");
        Assert.InRange(search.StateCount, 100, StateMaximum);
        TestContext.Current.SendDiagnosticMessage($"{search.StateCount} states");
    }

    [Fact]
    [Trait("clause", "5.0 4.3.2-1")]
    [Trait("clause", "5.0 4.6.0-1")]
    public void QoS_1_delivers_at_least_once_in_order_and_sometimes_twice()
    {
        Search always = Explore(new OneHop(AtLeastOnce, QosReceiverTable.MethodB), IsAtLeastOnceSoFar);
        Assert.Null(always.Refutation);
        Search never = Explore(new OneHop(AtLeastOnce, QosReceiverTable.MethodB), IsExactlyOnceSoFar);
        Assert.Equal(
            [OneHop.Move.Publish, OneHop.Move.ArriveAtReceiver, OneHop.Move.Cut, OneHop.Move.ArriveAtReceiver],
            never.Refutation!);
    }

    [Fact]
    public void A_receiver_that_forgets_identifiers_on_reconnection_delivers_twice()
    {
        var row = QosReceiverTable.MethodB[QosReceiverState.AwaitingPubrel, QosReceiverInput.SessionResumed];
        var table = QosReceiverTable.MethodB.With(row with { To = QosReceiverState.Free });
        Assert.Equal(
            [OneHop.Move.Publish, OneHop.Move.ArriveAtReceiver, OneHop.Move.Cut, OneHop.Move.ArriveAtReceiver],
            Explore(new OneHop(ExactlyOnce, table), IsExactlyOnceSoFar).Refutation!);
    }

    [Fact]
    public void A_sender_that_repeats_PUBLISH_after_PUBREC_delivers_twice()
    {
        QosTable<QosSenderState, QosSenderInput> right = QosSenderTable.Standard;
        var keeps = right[QosSenderState.AwaitingPubrec, QosSenderInput.PubrecReceived];
        var resumes = right[QosSenderState.AwaitingPubcomp, QosSenderInput.SessionResumed];
        var table = right.With(keeps with { Effects = SendPubrel })
            .With(resumes with { Effects = SendPublish | MarkDuplicate });
        Search search = Explore(new OneHop(ExactlyOnce, QosReceiverTable.MethodB, table), IsExactlyOnceSoFar);
        Assert.Equal(6, search.Refutation!.Count);
    }

    private static bool IsExactlyOnceSoFar(OneHop hop) =>
        !hop.IsOutOfOrder && hop.DeliveryCounts.All(count => count <= 1) &&
        (!hop.IsFinished || hop.DeliveryCounts[1..].All(count => count == 1));

    private static bool IsAtLeastOnceSoFar(OneHop hop) =>
        !hop.IsOutOfOrder && (!hop.IsFinished || hop.DeliveryCounts[1..].All(count => count >= 1));

    private static Search Explore(OneHop hop, Func<OneHop, bool> always)
    {
        byte[] first = hop.Write();
        var cameFrom = new Dictionary<string, (string? Before, OneHop.Move Move)> { [Key(first)] = (null, default) };
        var waiting = new Queue<byte[]>([first]);
        int finished = 0;
        while (waiting.TryDequeue(out byte[]? state))
        {
            foreach (OneHop.Move move in Enum.GetValues<OneHop.Move>())
            {
                hop.Restore(state);
                if (!hop.TryMove(move))
                    continue;
                byte[] after = hop.Write();
                if (hop.DeliveryCounts.Any(count => count > DeliveryMaximum) || !cameFrom.TryAdd(Key(after), (Key(state), move)))
                    continue;
                if (!always(hop))
                    return new Search(cameFrom.Count, finished, PathTo(Key(after), cameFrom));
                finished += hop.IsFinished ? 1 : 0;
                Assert.InRange(cameFrom.Count, 0, StateMaximum);
                waiting.Enqueue(after);
            }
        }

        return new Search(cameFrom.Count, finished, null);
    }

    private static string Key(byte[] state) => Convert.ToBase64String(state);

    private static List<OneHop.Move> PathTo(string state, Dictionary<string, (string? Before, OneHop.Move Move)> cameFrom)
    {
        List<OneHop.Move> path = [];
        while (cameFrom[state] is { Before: { } before, Move: var move })
        {
            path.Insert(0, move);
            state = before;
        }

        return path;
    }

    private sealed record Search(int StateCount, int FinishedCount, List<OneHop.Move>? Refutation);
}
