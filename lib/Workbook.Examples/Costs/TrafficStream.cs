namespace Workbook.Examples;

/// <summary>One kind of message that a device exchanges.</summary>
/// <param name="Name">What it is.</param>
/// <param name="PerDay">How many a day.</param>
/// <param name="Exchange">Its packets.</param>
public sealed record TrafficStream(string Name, double PerDay, Exchange Exchange)
{
    /// <summary>How many a day; 0 or more.</summary>
    public double PerDay { get; init => field = Expect.NotNegative(value, "messages"); } =
        Expect.NotNegative(PerDay, "messages", nameof(PerDay));
}
