// notebook: 21-battery-and-bytes.ipynb
// needs: setup
// answer: bytes-answer
// check: bytes-check

// === solution
int myBytes = 697;

// === wrong: Begin with the PUBLISH
int myBytes = 0;

// === wrong: That is MQTT alone
int myBytes = 349;

// === wrong: Without TLS it would be right
int myBytes = 609;

// === wrong: QoS 2 has four packets
int myBytes = 337;

// === wrong: how many bytes does a Remaining Length above 127 take
int myBytes = 696;

// === wrong: Nothing answers PUBCOMP
int myBytes = 645;
