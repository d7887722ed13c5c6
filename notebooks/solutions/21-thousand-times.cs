// notebook: 21-battery-and-bytes.ipynb
// needs: setup
// answer: unit-answer
// check: unit-review

// === solution
double myCharge = 0.0016 * 30 / 3600;

// === wrong: Write the time in seconds
double myCharge = 0.013;

// === wrong: An hour has 3,600 seconds
double myCharge = 0.048;

// === wrong: 50 bytes are 400 bits
double myCharge = 0.0016 * 30 / 3600 * 8;

// === wrong: That is the charge of a day
double myCharge = 0.0192;
