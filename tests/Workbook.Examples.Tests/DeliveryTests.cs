using FsCheck.Fluent;
using Workbook.Mqtt.Packets;
using Workbook.Mqtt.Sessions;

namespace Workbook.Examples.Tests;

public sealed class DeliveryTests
{
    [Theory]
    [InlineData(0.05, 1.108, 0.0526, 2.161, 4.321)]
    [InlineData(0.20, 1.5625, 0.25, 2.8125, 5.625)]
    [InlineData(0.30, 2.041, 0.4286, 3.469, 6.939)]
    public void Per_packet_loss_has_the_closed_forms_of_the_course(
        double loss, double sends, double duplicates, double packets1, double packets2)
    {
        var datagrams = DatagramLoss.Of(loss);
        Checking.Within(sends, datagrams.SendsAtQoS1, 0.001);
        Checking.Within(duplicates, datagrams.DuplicatesAtQoS1, 0.001);
        Checking.Within(packets1, datagrams.PacketsAtQoS1, 0.001);
        Checking.Within(packets2, datagrams.PacketsAtQoS2, 0.001);
    }

    [Theory]
    [InlineData(0.05, 0.9975, 0.99987, 0.99999)]
    [InlineData(0.20, 0.96, 0.992, 0.9984)]
    [InlineData(0.30, 0.91, 0.973, 0.9919)]
    public void Attempts_help_as_powers_of_the_loss(double loss, double two, double three, double four)
    {
        double[] expected = [two, three, four];
        for (int attempts = 2; attempts <= 4; attempts++)
            Assert.Equal(expected[attempts - 2], 1 - DatagramLoss.Of(loss).NotDelivered(attempts), 4);
    }

    [Fact]
    public void A_walk_through_many_messages_agrees_with_the_closed_forms()
    {
        var random = new Random(7);
        var path = new DatagramLoss { ForwardLoss = 0.2, BackwardLoss = 0.1 };
        const int messages = 100_000;
        int sends = 0, copies = 0;
        for (int message = 0; message < messages; message++)
        {
            bool isAcknowledged = false;
            while (!isAcknowledged)
            {
                sends++;
                if (random.NextDouble() < path.ForwardLoss) continue;
                copies++;
                isAcknowledged = random.NextDouble() >= path.BackwardLoss;
            }
        }

        Checking.Within(path.SendsAtQoS1, (double)sends / messages, 0.01);
        Checking.Within(path.CopiesAtQoS1, (double)copies / messages, 0.01);
    }

    [Fact]
    public void More_loss_never_means_fewer_packets_and_no_loss_means_one_two_and_four()
    {
        Assert.Equal((1, 2, 4), (DatagramLoss.Of(0).SendsAtQoS1, DatagramLoss.Of(0).PacketsAtQoS1, DatagramLoss.Of(0).PacketsAtQoS2));
        Checking.ForAll(Checking.Between(0, 0.98), loss =>
            DatagramLoss.Of(loss).PacketsAtQoS1 <= DatagramLoss.Of(loss + 0.01).PacketsAtQoS1
            && DatagramLoss.Of(loss).DeliveredButReportedFailed(3) >= 0);
    }

    [Fact]
    public void QoS_2_takes_three_trips_more_only_when_the_broker_waits_for_PUBREL()
    {
        var delay = new DeliveryDelay { PublisherMilliseconds = 30, SubscriberMilliseconds = 5 };
        var exactly = delay with { QoS = QualityOfService.ExactlyOnce };
        Assert.Equal(35, (delay with { QoS = QualityOfService.AtLeastOnce }).Compute().DeliveryMilliseconds);
        Assert.Equal(95, exactly.Compute().DeliveryMilliseconds);
        var early = exactly with { ReceiverMethod = QosReceiverMethod.DeliverAtPublish };
        Assert.Equal(35, early.Compute().DeliveryMilliseconds);
        Assert.Equal(120, early.Compute().CompletionMilliseconds);
        Assert.Equal(20 * 1000 / 120.0, (early with { Window = 20 }).Compute().MessagesPerSecond, 9);
    }

    [Fact]
    public void Loss_under_TCP_is_delay_that_grows_without_bound_towards_one_half()
    {
        var delay = new DeliveryDelay { PublisherMilliseconds = 30 };
        Checking.ForAll(Checking.Between(0, 0.48), p =>
            (delay with { LateProbability = p }).Compute().DeliveryMilliseconds
            <= (delay with { LateProbability = p + 0.01 }).Compute().DeliveryMilliseconds);
        Checking.Refuses("LateProbability: expected 0 to below 0.5", () => delay with { LateProbability = 0.5 });
    }

    [Fact]
    public void Without_cuts_nothing_is_lost_or_doubled_and_with_them_QoS_1_doubles_less_than_it_repeats()
    {
        var faults = new ConnectionFaults { MessagesPerSecond = 10, ForwardMilliseconds = 30, BackwardMilliseconds = 70 };
        var none = faults.Compute();
        Assert.Equal((0, 0), (none.DuplicatesPerMessage, none.LossesPerMessage));
        var some = (faults with { CutsPerHour = 6 }).Compute();
        Assert.Equal((1, 0.7), (some.RepeatsPerCut, some.DuplicatesPerCut));
        Assert.Equal(some.RepeatsPerCut * 6 / 36_000, some.DuplicatesPerMessageBound, 12);
    }

    [Fact]
    public void A_silent_peer_costs_QoS_0_what_is_sent_until_it_is_noticed_or_the_buffer_is_full()
    {
        var faults = new ConnectionFaults
        {
            MessagesPerSecond = 2, ForwardMilliseconds = 0, DetectionTime = TimeSpan.FromSeconds(90),
        };
        Assert.Equal(180, faults.Compute().LossesPerCut);
        Assert.Equal(50, (faults with { SendBufferMessages = 50 }).Compute().LossesPerCut);
    }

    [Fact]
    public void Impossible_losses_get_a_sentence()
    {
        Checking.Refuses("ForwardLoss: expected 0 to below 1, got 1.", () => DatagramLoss.Of(1));
        Checking.Refuses("attempts: expected", () => DatagramLoss.Of(0.1).NotDelivered(0));
        Checking.Refuses("CutsPerHour: expected", () => new ConnectionFaults { CutsPerHour = double.NaN });
    }
}
