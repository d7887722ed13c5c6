// notebook: 50-check-the-claims.ipynb
// needs: setup
// answer: bytes-answer
// check: bytes-check

// === solution
double megabytes = Exchange.Of(AtLeastOnce, 20, 50).On(Layers.Tcp).TotalBytes * 1440 * 30 / 1e6;

// === wrong: payload alone
double megabytes = 2.16;

// === wrong: more than no bytes
double megabytes = -1;

// === wrong: Those are the MQTT packets
double megabytes = 80 * 1440 * 30 / 1e6;

// === wrong: other megabytes
double megabytes = 200 * 1440 * 30 / 1048576.0;

// === wrong: PUBACK is missing
double megabytes = 154 * 1440 * 30 / 1e6;

// === wrong: That is one way
double megabytes = 156 * 1440 * 30 / 1e6;
