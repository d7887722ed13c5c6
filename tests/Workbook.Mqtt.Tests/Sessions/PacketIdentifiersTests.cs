using Workbook.Mqtt.Sessions;

namespace Workbook.Mqtt.Tests.Sessions;

/// <summary>Goal: identifiers are never 0, never used twice at once. Method: random use against a set.</summary>
public sealed class PacketIdentifiersTests
{
    [Fact]
    [Trait("clause", "5.0 2.2.1-3")]
    [Trait("clause", "3.1.1 2.3.1-1")]
    public void Counting_starts_at_1_and_goes_on_at_1_after_65535()
    {
        var identifiers = new PacketIdentifiers();
        for (int expected = 1; expected <= ushort.MaxValue; expected++)
        {
            ushort taken = identifiers.Take();
            Assert.Equal(expected, taken);
            identifiers.Release(taken);
        }

        Assert.Equal(1, identifiers.Take());
    }

    [Fact]
    public void The_lowest_free_identifier_is_taken_where_that_is_asked_for()
    {
        var identifiers = new PacketIdentifiers(PacketIdentifierOrder.LowestFree);
        Assert.Equal([1, 2, 3], [identifiers.Take(), identifiers.Take(), identifiers.Take()]);
        identifiers.Release(2);
        Assert.Equal(2, identifiers.Take());
        Assert.Equal(0, identifiers.Last);
    }

    [Theory]
    [InlineData(PacketIdentifierOrder.Counting)]
    [InlineData(PacketIdentifierOrder.LowestFree)]
    [Trait("clause", "5.0 2.2.1-3")]
    [Trait("clause", "3.1.1 2.3.1-2")]
    public void What_is_taken_was_free(PacketIdentifierOrder order)
    {
        const int seed = 11;
        var random = new Random(seed);
        var identifiers = new PacketIdentifiers(order, maximum: 20);
        var model = new HashSet<ushort>();
        for (int step = 0; step < 20_000; step++)
        {
            if (model.Count > 0 && (random.Next(2) == 0 || !identifiers.IsAvailable))
            {
                ushort released = model.ElementAt(random.Next(model.Count));
                identifiers.Release(released);
                model.Remove(released);
            }
            else
            {
                ushort taken = identifiers.Take();
                Assert.InRange(taken, 1, 20);
                Assert.True(model.Add(taken), $"{taken} was in use (seed {seed}, step {step})");
            }

            Assert.Equal(model.Count, identifiers.InUseCount);
        }
    }

    [Fact]
    public void With_all_in_use_the_error_says_what_to_do()
    {
        var identifiers = new PacketIdentifiers(maximum: 1);
        identifiers.Take();
        Assert.Contains("wait for an acknowledgement", Assert.Throws<InvalidOperationException>(() => identifiers.Take()).Message);
    }
}
