using Workbook.Display;
using Workbook.Mqtt.Packets;

namespace Workbook;

/// <summary>What becomes of a message, for every publish QoS, granted QoS, kind of session, presence and RETAIN: measured on
/// the broker of the experiments, beside what the standard prescribes.</summary>
/// <remarks>
/// All 72 cases are measured in one experiment: twelve subscribers, six messages. Half of the subscribers leave before the
/// messages are published and come back afterwards; one whose session is gone subscribes again, as it must.
/// </remarks>
[TypeFormatterSource(typeof(HtmlFormatters), PreferredMimeTypes = [MimeTypes.Html, MimeTypes.Text])]
public sealed class SessionMatrix : IHtmlView
{
    private const string Filter = "matrix/#";

    private SessionMatrix(string broker, IReadOnlyDictionary<SessionMatrixCell, SessionMatrixOutcome> outcomes) =>
        (Broker, Outcomes) = (broker, outcomes);

    /// <summary>The broker on which it was measured.</summary>
    public string Broker { get; }

    /// <summary>What was measured, for each case.</summary>
    public IReadOnlyDictionary<SessionMatrixCell, SessionMatrixOutcome> Outcomes { get; }

    /// <summary>The cases in which the broker did what the standard does not allow.</summary>
    public IReadOnlyList<SessionMatrixCell> Differences =>
        [.. SessionMatrixCell.All.Where(cell => !cell.Normative.Allows(Outcomes[cell]))];

    /// <summary>The cases in which the standard leaves a choice.</summary>
    public static IReadOnlyList<SessionMatrixCell> Choices { get; } =
        [.. SessionMatrixCell.All.Where(cell => cell.Normative.MayWait)];

    /// <inheritdoc/>
    public string AltText => $"Session matrix measured on {Broker}: {SessionMatrixCell.All.Count} cases, "
        + $"{Differences.Count} differ from the standard.";

    /// <summary>Measures all cases.</summary>
    /// <param name="version">The version that the clients speak.</param>
    public static async Task<SessionMatrix> MeasureAsync(ProtocolVersion version = ProtocolVersion.V500)
    {
        var run = await Lab.RunAsync("Session matrix", MeasureAsync, version).ConfigureAwait(false);
        return new SessionMatrix(
            Lab.Target.Name, SessionMatrixCell.All.ToDictionary(cell => cell, cell => OutcomeOf(cell, run)));
    }

    /// <inheritdoc/>
    public string ToHtml() => ToTable().ToHtml();

    /// <summary>Writes the matrix in characters of one width.</summary>
    public override string ToString() => ToTable().ToString();

    private static async Task MeasureAsync(Lab lab)
    {
        var subscribers = new Dictionary<LabClient, SessionMatrixCell>();
        foreach (var cell in SessionMatrixCell.All.DistinctBy(cell => cell.Subscriber))
        {
            var client = await lab.ConnectAsync(cell.Subscriber, cell.Session).ConfigureAwait(false);
            await client.SubscribeAsync(Filter, cell.Granted).ConfigureAwait(false);
            subscribers.Add(client, cell);
        }

        var away = subscribers.Where(pair => !pair.Value.IsOnline).ToList();
        foreach (var (client, _) in away)
            await client.DisconnectAsync().ConfigureAwait(false);
        var publisher = await lab.ConnectAsync("publisher", LabSession.Clean).ConfigureAwait(false);
        foreach (var cell in SessionMatrixCell.All.DistinctBy(cell => cell.Topic))
            await publisher.PublishAsync(cell.Topic, cell.Topic, cell.Published, cell.IsRetained).ConfigureAwait(false);
        await lab.SettleAsync().ConfigureAwait(false);
        foreach (var (client, cell) in away)
        {
            await client.ConnectAsync().ConfigureAwait(false);
            if (cell.Session == LabSession.Clean)
                await client.SubscribeAsync(Filter, cell.Granted).ConfigureAwait(false);
        }

        await lab.SettleAsync().ConfigureAwait(false);
    }

    private static SessionMatrixOutcome OutcomeOf(SessionMatrixCell cell, LabRun run)
    {
        var copies = run.Received(cell.Subscriber).Where(copy => copy.Topic == cell.Topic).ToList();
        return copies.Count == 0
            ? new SessionMatrixOutcome(null, false)
            : new SessionMatrixOutcome(copies[0].QualityOfService, copies[0].Retain) { CopyCount = copies.Count };
    }

    private Table ToTable()
    {
        var table = Table.Of(
            $"Session matrix, measured on {Broker}",
            [new Column("Subscriber"), new Column("Session"), new Column("Granted"), .. Columns(false), .. Columns(true)]);
        foreach (var row in SessionMatrixCell.All.GroupBy(cell => (cell.IsOnline, cell.Session, cell.Granted)))
        {
            var cells = row.OrderBy(cell => cell.IsRetained).ThenBy(cell => cell.Published).ToList();
            bool isAllowed = cells.TrueForAll(cell => cell.Normative.Allows(Outcomes[cell]));
            table = table.MarkedRow(
                isAllowed ? Mark.Good : Mark.Bad,
                [row.Key.IsOnline ? "online" : "away", row.Key.Session.ToString().ToLowerInvariant(), $"QoS {(int)row.Key.Granted}",
                    .. cells.Select(Shown)]);
        }

        return table.Caption(
            "Columns: how the message was published. Cells: the QoS of the copy that came; R: with RETAIN 1; –: none came. "
            + "What the standard prescribes stands in brackets where it differs or leaves a choice.");
    }

    private string Shown(SessionMatrixCell cell)
    {
        var (measured, normative) = (Outcomes[cell], cell.Normative);
        return measured.ToString() == normative.ToString() ? $"{measured}" : $"{measured} ({normative})";
    }

    private static IEnumerable<Column> Columns(bool isRetained) => Enumerable.Range(0, 3).Select(qos =>
        new Column($"QoS {qos}{(isRetained ? ", retained" : "")}", Align: Align.Right));
}
