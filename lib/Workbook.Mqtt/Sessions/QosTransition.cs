namespace Workbook.Mqtt.Sessions;

/// <summary>One row of a QoS table: in this state, on this input, go there and do that.</summary>
/// <typeparam name="TState">The states of the machine.</typeparam>
/// <typeparam name="TInput">The inputs of the machine.</typeparam>
/// <param name="From">The state before.</param>
/// <param name="Input">What happened.</param>
/// <param name="To">The state after.</param>
/// <param name="Effects">What is done.</param>
/// <param name="Meaning">The row as one sentence.</param>
/// <param name="Clause311">The statements of MQTT 3.1.1 behind it, for instance 4.3.2-1; empty where that version is
/// silent.</param>
/// <param name="Clause500">The statements of MQTT 5.0 behind it; empty where that version is silent.</param>
public sealed record QosTransition<TState, TInput>(
    TState From,
    TInput Input,
    TState To,
    QosEffects Effects,
    string Meaning,
    string Clause311 = "",
    string Clause500 = "")
    where TState : struct, Enum
    where TInput : struct, Enum;
