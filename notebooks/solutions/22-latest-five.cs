// notebook: 22-misconceptions.ipynb
// needs: setup, send, r26
// answer: queue-answer
// check: queue-check

// === solution
QueueLimits myQueue = new(5, Overflow: OverflowPolicy.DropOldest);

// === wrong: All 25 fit
QueueLimits myQueue = new();

// === wrong: Nothing may wait
QueueLimits myQueue = new(0);

// === wrong: The dashboard got 10
QueueLimits myQueue = new(10, Overflow: OverflowPolicy.DropOldest);

// === wrong: the newest gave way
QueueLimits myQueue = new(5);
