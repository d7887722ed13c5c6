// notebook: 20-qos-levels.ipynb
// needs: setup, matrix-run
// answer: case-answer
// check: case-check

// === solution
var myCase = (Publish: ExactlyOnce, Granted: AtLeastOnce, Session: SessionKind.Clean, Online: false, Retained: true);

// === wrong: Begin with the level
var myCase = (Publish: AtMostOnce, Granted: AtMostOnce, Session: SessionKind.Persistent, Online: true, Retained: false);

// === wrong: shall be published at QoS 2
var myCase = (Publish: AtLeastOnce, Granted: AtLeastOnce, Session: SessionKind.Clean, Online: false, Retained: true);

// === wrong: The lower of the two
var myCase = (Publish: ExactlyOnce, Granted: ExactlyOnce, Session: SessionKind.Clean, Online: false, Retained: true);

// === wrong: Nothing is kept for those who subscribe later
var myCase = (Publish: ExactlyOnce, Granted: AtLeastOnce, Session: SessionKind.Clean, Online: false, Retained: false);

// === wrong: a live copy carries RETAIN 0
var myCase = (Publish: ExactlyOnce, Granted: AtLeastOnce, Session: SessionKind.Clean, Online: true, Retained: true);

// === wrong: it comes before any SUBSCRIBE
var myCase = (Publish: ExactlyOnce, Granted: AtLeastOnce, Session: SessionKind.Persistent, Online: false, Retained: true);
