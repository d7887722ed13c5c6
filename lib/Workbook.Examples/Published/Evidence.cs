namespace Workbook.Examples;

/// <summary>All published tables that the models must reproduce, and what comes of it.</summary>
public static partial class Evidence
{
    private static readonly (string Id, Func<PublishedData, EvidenceTable> Evaluate)[] Registry =
    [
        ("T1", MqttBytes),
        ("T1b", ProtocolBytes),
        ("T2", Latency),
        ("T3", Handshakes),
        ("T4", EventEnergy),
        ("T6", AverageCurrent),
        ("T7", DatagramEnergy),
        ("T8", Contention),
        ("T9", AwsPrices),
        ("T14", LossUnderTcp),
        ("T15", StudyCase),
        ("T16", Tail),
        ("C", Course),
        ("E", Errata),
    ];

    /// <summary>The names of all tables, in order.</summary>
    public static IReadOnlyList<string> Ids { get; } = [.. Registry.Select(entry => entry.Id)];

    /// <summary>Recomputes all tables, one after the other; some take seconds.</summary>
    /// <param name="data">The published rows.</param>
    public static IEnumerable<EvidenceTable> Evaluate(PublishedData data) =>
        Registry.Select(entry => entry.Evaluate(data));

    /// <summary>Recomputes one table from the rows that come with the library.</summary>
    /// <param name="id">One of <see cref="Ids"/>.</param>
    public static EvidenceTable Table(string id) => Table(id, PublishedData.Embedded);

    /// <summary>Recomputes one table.</summary>
    /// <param name="id">One of <see cref="Ids"/>.</param>
    /// <param name="data">The published rows.</param>
    public static EvidenceTable Table(string id, PublishedData data) =>
        Registry.FirstOrDefault(entry => entry.Id == id).Evaluate?.Invoke(data)
        ?? throw new ArgumentException($"There is no table '{id}'; there are {string.Join(", ", Ids)}.");
}
