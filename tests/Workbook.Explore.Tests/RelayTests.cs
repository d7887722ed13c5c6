using Workbook.Mqtt.Packets;
using Workbook.Mqtt.Sessions;
using static Workbook.Mqtt.Packets.QualityOfService;
using static Workbook.Mqtt.Sessions.QosReceiverMethod;

namespace Workbook.Explore.Tests;

/// <summary>The bare QoS machines keep their promises in every behaviour, in exactly the states that Spin counts.</summary>
public sealed class RelayTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static ExplorationResult All(IModel model) =>
        Explorer.Explore(model, new ExplorerOptions { StopsAtViolation = false }, cancellation: Cancellation);

    [Theory]
    [InlineData(AtMostOnce, DeliverAtPublish, 1)]
    [InlineData(AtLeastOnce, DeliverAtPublish, 1)]
    [InlineData(ExactlyOnce, DeliverAtPublish, 1)]
    [InlineData(ExactlyOnce, DeliverAtPubrel, 1)]
    [InlineData(AtMostOnce, DeliverAtPublish, 2)]
    [InlineData(AtLeastOnce, DeliverAtPublish, 2)]
    [InlineData(ExactlyOnce, DeliverAtPublish, 2)]
    [InlineData(ExactlyOnce, DeliverAtPubrel, 2)]
    public void Every_property_holds_and_none_is_empty(QualityOfService qos, QosReceiverMethod method, int hops)
    {
        var model = new RelayModel { QualityOfService = qos, ReceiverMethod = method, HopCount = hops, MessageCount = 3 };
        ExplorationResult result = All(model);
        Assert.True(result.Holds, $"{result}");
        Assert.Contains(result.Findings, finding => finding.Property.Kind == PropertyKind.Sometimes);
    }

    /// <remarks>Spin's numbers of SpinModel with -DSAFETY, less the state before init; <c>workbook bench explore</c>
    /// counts both in one run.</remarks>
    [Theory]
    [InlineData(ExactlyOnce, 1, 3, 2, 2, 201)]
    [InlineData(ExactlyOnce, 2, 3, 2, 2, 23_284)]
    [InlineData(AtLeastOnce, 2, 3, 2, 2, 41_688)]
    [InlineData(ExactlyOnce, 2, 4, 3, 4, 785_270)]
    public void It_has_the_states_that_Spin_counts(
        QualityOfService qos, int hops, int messages, int identifiers, int inFlight, int states)
    {
        var model = new RelayModel
        {
            QualityOfService = qos,
            HopCount = hops,
            MessageCount = messages,
            IdentifierCount = identifiers,
            ChannelCapacity = inFlight,
            NotesRepeats = false,
        };
        Assert.Equal(states, All(model.Only(PropertyKind.Always)).StateCount);
    }

    [Fact]
    public void QoS_1_is_delivered_twice_by_one_cut_and_no_shorter()
    {
        ExploredPath path = All(new RelayModel { QualityOfService = AtLeastOnce })["A message is delivered twice"].Path!;
        Assert.Equal(
            [
                "sender sends PUBLISH m1",
                "PUBLISH m1 with id 1 arrives at receiver",
                "! the connection sender - receiver is cut with PUBACK id 1 in flight",
                "sender sends again what is unfinished",
                "PUBLISH m1 with id 1 arrives at receiver",
            ],
            path.Steps.Select(step => $"{step}"));
    }

    [Fact]
    public void When_the_receiver_alone_forgets_its_session_QoS_2_is_delivered_twice()
    {
        Finding finding = All(new RelayModel { MessageCount = 1, LosesReceiverState = true })["delivered twice"];
        Assert.Equal(Verdict.Refuted, finding.Verdict);
        Assert.Contains("receiver forgets its session", $"{finding.Path}");
    }

    [Fact]
    public void A_path_becomes_a_time_line_with_what_the_cut_lost()
    {
        ExploredPath path = All(new RelayModel { QualityOfService = AtLeastOnce })["A message is delivered twice"].Path!;
        Assert.Equal(
            [PacketType.Publish, PacketType.PubAck, PacketType.Publish],
            path.ToTimeline().Packets.Select(packet => packet.Packet!.Type));
        Assert.Equal([false, true], path.ToTimeline().Packets.Select(packet => packet.Packet)
            .OfType<PublishPacket>().Select(publish => publish.Duplicate));
        Assert.Single(path.ToTimeline().Packets, packet => packet.Fate == Mqtt.Trace.Fate.CutBefore);
    }

    [Fact]
    public void The_text_for_Spin_says_what_it_cannot_describe()
    {
        var model = new RelayModel { ReceiverMethod = DeliverAtPubrel };
        Assert.StartsWith(
            "Expected a model that the Promela text describes",
            Assert.Throws<ArgumentException>(() => SpinModel.DefinitionsOf(model)).Message);
        Assert.Contains("proctype Sender", SpinModel.ReadText());
        Assert.Contains("-DN=2", SpinModel.DefinitionsOf(new RelayModel()));
    }

    [Fact]
    public void A_model_out_of_its_bounds_is_refused_with_a_sentence() =>
        Assert.Equal(
            "Expected 1 to 2 hops in the model, but got 3.",
            Assert.Throws<ArgumentException>(() => All(new RelayModel { HopCount = 3 })).Message);
}
