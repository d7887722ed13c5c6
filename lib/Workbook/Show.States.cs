using System.Text.RegularExpressions;
using Workbook.Display;
using Workbook.Mqtt.Sessions;

namespace Workbook;

public static partial class Show
{
    /// <summary>Draws a transition table as a state diagram; rows that change nothing and do nothing are left out.</summary>
    /// <param name="title">What machine this is.</param>
    /// <param name="table">The table that the code runs.</param>
    /// <param name="isShown">Which rows to draw; null: all but protocol errors.</param>
    /// <typeparam name="TState">The states.</typeparam>
    /// <typeparam name="TInput">The inputs.</typeparam>
    public static StateDiagram States<TState, TInput>(
        string title, QosTable<TState, TInput> table, Func<QosTransition<TState, TInput>, bool>? isShown = null)
        where TState : struct, Enum
        where TInput : struct, Enum
    {
        ArgumentNullException.ThrowIfNull(table);
        var shown = table.Rows.Where(row => !row.Effects.HasFlag(QosEffects.RaiseProtocolError))
            .Where(row => row.Effects != QosEffects.None || !row.From.Equals(row.To))
            .Where(row => isShown is null || isShown(row));
        return shown.Aggregate(new StateDiagram(title), (diagram, row) =>
            diagram.Transition(InWords($"{row.From}"), InWords($"{row.To}"), $"{InWords($"{row.Input}")} / {ActionOf(row.Effects)}"));
    }

    /// <summary>Says in a few words what a row makes the machine do, as far as others see it.</summary>
    private static string ActionOf(QosEffects effects)
    {
        (QosEffects Effect, string Words)[] visible =
        [
            (QosEffects.DeliverMessage, "deliver"), (QosEffects.StoreMessage, "keep message"),
            (QosEffects.SendPublish, effects.HasFlag(QosEffects.MarkDuplicate) ? "PUBLISH DUP" : "PUBLISH"),
            (QosEffects.SendPuback, "PUBACK"), (QosEffects.SendPubrec, "PUBREC"), (QosEffects.SendPubrel, "PUBREL"),
            (QosEffects.SendPubcomp, "PUBCOMP"), (QosEffects.CompleteMessage, "done"), (QosEffects.RefuseMessage, "refused"),
            (QosEffects.AbandonMessage, "given up"),
        ];
        var words = visible.Where(each => effects.HasFlag(each.Effect)).Select(each => each.Words).ToList();
        return words.Count == 0 ? "forget" : string.Join(", ", words);
    }

    /// <summary>Turns a name of the tables into words: "PubrecReceived" becomes "PUBREC".</summary>
    private static string InWords(string name)
    {
        string[] words = [.. Word().Matches(name).Select(match => match.Value)];
        string[] packets = ["Publish", "Puback", "Pubrec", "Pubrel", "Pubcomp"];
        return string.Join(" ", words.Where(word => word is not ("Received" or "Accepted"))
            .Select((word, at) => packets.Contains(word) ? word.ToUpperInvariant()
                : word.StartsWith("QoS", StringComparison.Ordinal) ? $"QoS {word[^1]}"
                : at == 0 ? word : word.ToLowerInvariant()));
    }

    [GeneratedRegex("QoS[0-9]|[A-Z][a-z]*")]
    private static partial Regex Word();
}
