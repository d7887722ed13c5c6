using Workbook.Display;
using Workbook.Examples;
using Workbook.Mqtt.Packets;

namespace Workbook;

/// <summary>What becomes of a message, for every publish QoS, granted QoS, kind of session, presence and RETAIN: measured on
/// the broker of the experiments, beside what <see cref="SessionMatrix"/> computes from the standard.</summary>
/// <remarks>
/// All 72 cases are measured in one experiment: twelve subscribers, six messages. Half of the subscribers leave before the
/// messages are published. They come back, take what waited for them, and then subscribe again.
/// </remarks>
[TypeFormatterSource(typeof(HtmlFormatters), PreferredMimeTypes = [MimeTypes.Html, MimeTypes.Text])]
public sealed class MeasuredSessionMatrix : IHtmlView
{
    private const string Filter = "matrix/#";
    private static readonly bool[] Either = [false, true];

    private readonly Dictionary<SessionMatrixCell, SessionMatrixOutcome> outcomes;

    private MeasuredSessionMatrix(string broker, Dictionary<SessionMatrixCell, SessionMatrixOutcome> outcomes) =>
        (Broker, this.outcomes) = (broker, outcomes);

    /// <summary>The broker on which it was measured.</summary>
    public string Broker { get; }

    /// <summary>The cases, as the standard has them.</summary>
    public IReadOnlyList<SessionMatrixCell> Cells { get; } = SessionMatrix.Cells();

    /// <summary>The cases in which the broker did what the standard neither prescribes nor allows.</summary>
    public IReadOnlyList<SessionMatrixCell> Differences => [.. Cells.Where(cell => !IsAllowed(cell))];

    /// <summary>The cases in which the standard leaves the choice to the broker.</summary>
    public IReadOnlyList<SessionMatrixCell> Choices => [.. Cells.Where(cell => cell.IsServersChoice)];

    /// <summary>Whether the broker keeps QoS 0 messages for sessions whose client is away.</summary>
    public bool QueuesQoS0 => Choices.Any(cell => Of(cell).Obtained == Obtained.AtReconnect);

    /// <inheritdoc/>
    public string AltText =>
        $"Session matrix measured on {Broker}: {Cells.Count} cases, {Differences.Count} differ from the standard.";

    /// <summary>Measures all cases.</summary>
    /// <param name="version">The version that the clients speak.</param>
    public static async Task<MeasuredSessionMatrix> MeasureAsync(ProtocolVersion version = ProtocolVersion.V500)
    {
        var waited = new Dictionary<string, int>();
        var run = await Lab.RunAsync("Session matrix", lab => MeasureAsync(lab, waited), version).ConfigureAwait(false);
        return new MeasuredSessionMatrix(
            Lab.Target.Name, SessionMatrix.Cells().ToDictionary(cell => cell, cell => OutcomeOf(cell, run, waited)));
    }

    /// <summary>Gives what was measured in a case.</summary>
    /// <param name="cell">The case.</param>
    public SessionMatrixOutcome Of(SessionMatrixCell cell) => outcomes[cell];

    /// <inheritdoc/>
    public string ToHtml() => ToTable().ToHtml();

    /// <summary>Writes the matrix in characters of one width.</summary>
    public override string ToString() => ToTable().ToString();

    private static async Task MeasureAsync(Lab lab, Dictionary<string, int> waited)
    {
        var away = new List<(LabClient Client, SessionMatrixCell Cell)>();
        foreach (var cell in SessionMatrix.Cells().DistinctBy(SubscriberOf))
        {
            var session = cell.Session == SessionKind.Persistent ? LabSession.Persistent : LabSession.Clean;
            var client = await lab.ConnectAsync(SubscriberOf(cell), session).ConfigureAwait(false);
            await client.SubscribeAsync(Filter, cell.GrantedQoS).ConfigureAwait(false);
            if (!cell.IsOnline)
                away.Add((client, cell));
        }

        foreach (var (client, _) in away)
            await client.DisconnectAsync().ConfigureAwait(false);
        var publisher = await lab.ConnectAsync("publisher", LabSession.Clean).ConfigureAwait(false);
        foreach (var cell in SessionMatrix.Cells().DistinctBy(TopicOf))
            await publisher.PublishAsync(TopicOf(cell), TopicOf(cell), cell.PublishQoS, cell.IsRetained).ConfigureAwait(false);
        await lab.SettleAsync().ConfigureAwait(false);
        foreach (var (client, _) in away)
            await client.ConnectAsync().ConfigureAwait(false);
        await lab.SettleAsync().ConfigureAwait(false);
        foreach (var (client, cell) in away)
        {
            waited[client.Name] = client.Received.Count;
            await client.SubscribeAsync(Filter, cell.GrantedQoS).ConfigureAwait(false);
        }

        await lab.SettleAsync().ConfigureAwait(false);
    }

    private static SessionMatrixOutcome OutcomeOf(SessionMatrixCell cell, LabRun run, Dictionary<string, int> waited)
    {
        var received = run.Received(SubscriberOf(cell)).Select((copy, place) => (copy, place)).ToList();
        int first = received.FindIndex(each => each.copy.Topic == TopicOf(cell));
        if (first < 0)
            return new SessionMatrixOutcome(Obtained.Never, null, false);
        var obtained = cell.IsOnline ? Obtained.AtOnce
            : first < waited[SubscriberOf(cell)] ? Obtained.AtReconnect : Obtained.AtNextSubscribe;
        return new SessionMatrixOutcome(obtained, received[first].copy.QualityOfService, received[first].copy.Retain);
    }

    private static string SubscriberOf(SessionMatrixCell cell) =>
        $"{(cell.IsOnline ? "online" : "away")}-{cell.Session.ToString().ToLowerInvariant()}-{(int)cell.GrantedQoS}";

    private static string TopicOf(SessionMatrixCell cell) =>
        $"matrix/{(cell.IsRetained ? "retained" : "plain")}/{(int)cell.PublishQoS}";

    /// <summary>Says whether what was measured is what the standard prescribes, with QoS 0 kept or not where it leaves that
    /// open.</summary>
    private bool IsAllowed(SessionMatrixCell cell) => Either.Any(queuesQoS0 =>
        SessionMatrixOutcome.Of(SessionMatrix.Of(
            cell.PublishQoS, cell.GrantedQoS, cell.Session, cell.IsOnline, cell.IsRetained, queuesQoS0)) == Of(cell));

    private Table ToTable()
    {
        var table = Table.Of(
            $"Session matrix, measured on {Broker}",
            [new Column("Subscriber"), new Column("Session"), new Column("Granted"), .. Columns(""), .. Columns(", retained")]);
        var rows = Cells.OrderByDescending(cell => cell.IsOnline).ThenByDescending(cell => cell.Session)
            .ThenBy(cell => cell.GrantedQoS).ThenBy(cell => cell.IsRetained).ThenBy(cell => cell.PublishQoS)
            .GroupBy(SubscriberOf);
        foreach (var row in rows.Select(group => group.ToList()))
        {
            table = table.MarkedRow(
                row.TrueForAll(IsAllowed) ? Mark.Good : Mark.Bad,
                [row[0].IsOnline ? "online" : "away", row[0].Session.ToString().ToLowerInvariant(), $"QoS {(int)row[0].GrantedQoS}",
                    .. row.Select(Shown)]);
        }

        return table.Caption(
            "Columns: how the message was published. Cells: the QoS of the first copy; R: it carried RETAIN 1, and came when the "
            + "subscriber subscribed again; –: none came. *: the standard leaves it to the broker. "
            + $"{Differences.Count} of {Cells.Count} cases differ from the standard.");
    }

    private string Shown(SessionMatrixCell cell) => IsAllowed(cell)
        ? $"{Of(cell)}{(cell.IsServersChoice ? " *" : "")}"
        : $"{Of(cell)}, expected {SessionMatrixOutcome.Of(cell)}";

    private static IEnumerable<Column> Columns(string suffix) =>
        Enumerable.Range(0, 3).Select(qos => new Column($"QoS {qos}{suffix}", Align: Align.Right));
}
