// notebook: 44-medical-telemetry.ipynb
// needs: setup, inputs-table
// answer: answer
// check: exercise-check

// === solution
var mine = (Alarm: AtLeastOnce, OwnConnection: true, KeepAliveSeconds: 5.0);

// === wrong: what becomes of such an alarm
var mine = (Alarm: AtMostOnce, OwnConnection: false, KeepAliveSeconds: 60.0);

// === wrong: is lost, however short the delay
var mine = (Alarm: AtMostOnce, OwnConnection: true, KeepAliveSeconds: 5.0);

// === wrong: turns the check off
var mine = (Alarm: AtLeastOnce, OwnConnection: true, KeepAliveSeconds: 0.0);

// === wrong: What lies before the alarm
var mine = (Alarm: AtLeastOnce, OwnConnection: false, KeepAliveSeconds: 5.0);

// === wrong: the gap is over
var mine = (Alarm: AtLeastOnce, OwnConnection: true, KeepAliveSeconds: 10.0);

// === wrong: QoS 2 pays a round trip
var mine = (Alarm: ExactlyOnce, OwnConnection: true, KeepAliveSeconds: 5.0);
