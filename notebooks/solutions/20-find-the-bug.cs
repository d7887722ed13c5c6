// notebook: 20-qos-levels.ipynb
// needs: setup, bug-show
// answer: bug-answer
// check: bug-check

// === solution
string mended = "32 13 00 0B 73 65 6E 73 6F 72 2F 74 65 6D 70 00 01 32 35 2E 35";

// === wrong: Read the first two bytes
string mended = Printed;

// === wrong: keep 21 bytes
string mended = "32 13 00 0B 73 65 6E 73 6F 72 2F 74 65 6D 70 32 35 2E 35";

// === wrong: right as printed
string mended = "32 13 00 0B 73 65 6E 73 6F 72 2F 74 65 6D 70 00 02 32 35 2E 35";

// === wrong: nobody asked for it
string mended = "33 13 00 0B 73 65 6E 73 6F 72 2F 74 65 6D 70 00 01 32 35 2E 35";

// === wrong: The length is right
string mended = "30 13 00 0B 73 65 6E 73 6F 72 2F 74 65 6D 70 00 01 32 35 2E 35";

// === wrong: counts what comes behind it
string mended = "32 17 00 0B 73 65 6E 73 6F 72 2F 74 65 6D 70 00 01 32 35 2E 35";

// === wrong: cannot be tried
string mended = "32 1";
