// notebook: 21-battery-and-bytes.ipynb
// needs: setup
// answer: alive-answer
// check: alive-review

// === solution
TimeSpan myKeepAlive = TimeSpan.FromMinutes(75);

// === wrong: With the default the cell lasts 53 days
TimeSpan myKeepAlive = TimeSpan.FromSeconds(60);

// === wrong: the broker would never notice
TimeSpan myKeepAlive = TimeSpan.Zero;

// === wrong: the radio never sleeps
TimeSpan myKeepAlive = TimeSpan.FromSeconds(10);

// === wrong: but the broker waits 3.0 hours
TimeSpan myKeepAlive = TimeSpan.FromHours(2);

// === wrong: Ping less
TimeSpan myKeepAlive = TimeSpan.FromMinutes(5);
