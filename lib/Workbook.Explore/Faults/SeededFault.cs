using Workbook.Mqtt.Sessions;

namespace Workbook.Explore;

/// <summary>A bug that programs in the wild had, as a switch of a model: another table, or another behaviour around the
/// shipped machines.</summary>
public sealed record SeededFault
{
    /// <summary>The fault in a few words, for instance <c>sender repeats PUBLISH after PUBREC</c>.</summary>
    public required string Name { get; init; }

    /// <summary>What the faulty program does, as a sentence.</summary>
    public required string Meaning { get; init; }

    /// <summary>The public report whose claim it mirrors, as <c>repository#number</c>; a report is a claim, which the
    /// exploration judges.</summary>
    public required string Report { get; init; }

    /// <summary>The property that it breaks: a part of the sentence.</summary>
    public required string Breaks { get; init; }

    /// <summary>Another table for senders; null: the standard's.</summary>
    public QosTable<QosSenderState, QosSenderInput>? SenderTable { get; init; }

    /// <summary>What becomes of a receiver's table; null: it stays as it is.</summary>
    public Func<QosTable<QosReceiverState, QosReceiverInput>, QosTable<QosReceiverState, QosReceiverInput>>?
        ReceiverChange { get; init; }

    /// <summary>What it does besides.</summary>
    public FaultBehaviour Behaviour { get; init; }

    /// <summary>A small model in which it shows, without the fault.</summary>
    public required RelayModel Setting { get; init; }

    /// <summary>The model to explore: the setting with the fault in it.</summary>
    public RelayModel Model => Setting with { Fault = this };

    /// <summary>Gives name and report.</summary>
    public override string ToString() => $"{Name} ({Report})";

    internal QosTable<QosReceiverState, QosReceiverInput>? ReceiverTableFor(QosReceiverMethod method) =>
        ReceiverChange?.Invoke(QosReceiverTable.Of(method));
}
