// notebook: 22-misconceptions.ipynb
// needs: setup
// answer: start-answer
// check: start-check

// === solution
(bool CleanStart, int ExpirySeconds) fresh = (true, 60);

// === wrong: decides about the past
(bool CleanStart, int ExpirySeconds) fresh = (false, 0);

// === wrong: it began with what the earlier run had left
(bool CleanStart, int ExpirySeconds) fresh = (false, 60);

// === wrong: the session ends with the connection
(bool CleanStart, int ExpirySeconds) fresh = (true, 0);
