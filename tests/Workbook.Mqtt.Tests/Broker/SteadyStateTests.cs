using Workbook.Mqtt.Broker;
using Workbook.Mqtt.Packets;
using Workbook.Mqtt.Sessions;
using Workbook.Mqtt.Tests.Codec;
using Workbook.Mqtt.Tests.Sessions;

namespace Workbook.Mqtt.Tests.Broker;

/// <summary>Goal: a message that passes through a warm broker allocates nothing. Method: count bytes on this
/// thread.</summary>
public sealed class SteadyStateTests
{
    [Theory]
    [InlineData(QualityOfService.AtMostOnce)]
    [InlineData(QualityOfService.AtLeastOnce)]
    [InlineData(QualityOfService.ExactlyOnce)]
    public void A_message_through_a_warm_broker_allocates_nothing(QualityOfService qos)
    {
        TimeSpan now = TimeSpan.Zero;
        var broker = new MqttBroker();
        var toSubscriber = new AnswerSink();
        ServerConnection subscriber = broker.Accept(toSubscriber, "memory", now);
        subscriber.Receive(Pair.ConnectOf("sub"), now);
        subscriber.Receive(new SubscribePacket { PacketIdentifier = 1, Subscriptions = [new("t/+", qos)] }, now);
        ServerConnection publisher = broker.Accept(new AnswerSink(), "memory", now);
        publisher.Receive(Pair.ConnectOf("pub"), now);
        var message = new Message { Topic = "t/1", Payload = new byte[64], QualityOfService = qos };
        ushort identifier = qos == QualityOfService.AtMostOnce ? (ushort)0 : (ushort)1;
        var publish = new IncomingPublish(message, identifier, qos, false, false);
        Assert.Equal(0, Allocation.Of(() =>
        {
            publisher.ReceivePublish(publish, now);
            if (qos == QualityOfService.ExactlyOnce)
                publisher.ReceiveAcknowledgement(new Acknowledgement(PacketType.PubRel, 1), now);
            toSubscriber.AnswerAll(subscriber, now);
        }));
        Assert.Equal(0, broker.ReadStatistics().InFlightCount);
        Assert.Equal(1_100, broker.ReadStatistics().Sent[PacketType.Publish]);
    }

    /// <summary>Answers what it is sent as a client would, when asked to.</summary>
    private sealed class AnswerSink : IPacketSink
    {
        private readonly Queue<Acknowledgement> answers = new(4);

        public void AnswerAll(ServerConnection connection, TimeSpan now)
        {
            while (answers.TryDequeue(out Acknowledgement answer))
                connection.ReceiveAcknowledgement(answer, now);
        }

        public void SendPublish(in OutgoingPublish publish)
        {
            if (publish.QualityOfService != QualityOfService.AtMostOnce)
            {
                answers.Enqueue(new Acknowledgement(
                    publish.QualityOfService == QualityOfService.AtLeastOnce ? PacketType.PubAck : PacketType.PubRec,
                    publish.PacketIdentifier));
            }
        }

        public void SendAcknowledgement(in Acknowledgement acknowledgement)
        {
            if (acknowledgement.Type == PacketType.PubRel)
                answers.Enqueue(new Acknowledgement(PacketType.PubComp, acknowledgement.PacketIdentifier));
        }

        public void Send(Packet packet)
        {
        }

        public void Close()
        {
        }
    }
}
