// notebook: 23-every-behaviour.ipynb
// needs: setup, vacuous-run
// answer: table-answer
// check: table-check

// === solution
var right = QosSenderTable.Standard;
var changed = right.With(right[QosSenderState.AwaitingPubrec, QosSenderInput.SessionResumed] with
{
    To = QosSenderState.Free, Effects = QosEffects.ReleaseIdentifier | QosEffects.AbandonMessage,
});

// === wrong: Which input tells of a new connection
var right = QosSenderTable.Standard;
var changed = right;

// === wrong: something hangs
var right = QosSenderTable.Standard;
var changed = right.With(right[QosSenderState.AwaitingPubrec, QosSenderInput.SessionResumed] with
{
    Effects = QosEffects.None,
});

// === wrong: thrown away at PUBREC
var right = QosSenderTable.Standard;
var changed = right.With(right[QosSenderState.AwaitingPubcomp, QosSenderInput.SessionResumed] with
{
    To = QosSenderState.AwaitingPubrec, Effects = QosEffects.SendPublish | QosEffects.MarkDuplicate,
});

// === wrong: Nothing is lost with your table
var right = QosSenderTable.Standard;
var changed = right.With(right[QosSenderState.Free, QosSenderInput.PubrecReceived] with
{
    Effects = QosEffects.SendPubrel,
});

// === wrong: can deliver twice
var right = QosSenderTable.Standard;
var changed = right
    .With(right[QosSenderState.AwaitingPubrec, QosSenderInput.PubrecReceived] with { Effects = QosEffects.SendPubrel })
    .With(right[QosSenderState.AwaitingPubcomp, QosSenderInput.SessionResumed] with
    {
        Effects = QosEffects.SendPublish | QosEffects.MarkDuplicate,
    });
