using FsCheck;
using FsCheck.Fluent;
using Workbook.Mqtt.Packets;
using Workbook.Mqtt.Sessions;

namespace Workbook.Explore.Tests;

/// <summary>A snapshot holds all that decides: a system that comes back to it by its bytes behaves like the one that went
/// there by its moves.</summary>
public sealed class SnapshotWalkTests
{
    public static TheoryData<int> Models => [.. Enumerable.Range(0, All.Length)];

    private static readonly IModel[] All =
    [
        new RelayModel { HopCount = 2, MessageCount = 4 },
        new RelayModel { HopCount = 2, MessageCount = 4, QualityOfService = QualityOfService.AtLeastOnce },
        new RelayModel { ReceiverMethod = QosReceiverMethod.DeliverAtPubrel, LosesReceiverState = true },
        new DeliveryModel { PublisherCount = 2, MessageCount = 3, CutMaximum = 9 },
        new DeliveryModel { PublisherCount = 2, MessageCount = 3, CutMaximum = 9, ReceiverMethod = QosReceiverMethod.DeliverAtPubrel },
        new DeliveryModel { PublisherCount = 2, MessageCount = 3, CutMaximum = 3, Losses = SessionLosses.All, LossMaximum = 5, BrokerRestarts = true },
        new DeliveryModel { MessageCount = 4, QualityOfService = QualityOfService.AtMostOnce, CutMaximum = 5, BrokerRestarts = true },
    ];

    [Theory]
    [MemberData(nameof(Models))]
    public void A_restored_system_behaves_like_the_one_that_was_written(int number)
    {
        IModel model = All[number];
        ISystem restored = model.Begin();
        Prop.ForAll(Gen.Choose(0, 10_000).ArrayOf(60).ToArbitrary(), choices =>
        {
            ISystem walked = model.Begin();
            foreach (int choice in choices)
            {
                byte[] before = Write(walked);
                int move = Enumerable.Range(0, walked.MoveCount).Select(each => (each + choice) % walked.MoveCount)
                    .FirstOrDefault(walked.TryMove, -1);
                if (move < 0)
                    return;
                restored.RestoreSnapshot(before);
                Assert.Equal(before, Write(restored));
                Assert.True(restored.TryMove(move));
                Assert.Equal(Write(walked), Write(restored));
            }
        }).QuickCheckThrowOnFailure();
    }

    private static byte[] Write(ISystem system)
    {
        var writer = new SnapshotWriter();
        system.WriteSnapshot(writer);
        return writer.Written.ToArray();
    }
}
