// notebook: 23-every-behaviour.ipynb
// needs: setup
// answer: predict-answer
// check: predict-check

// === solution
string prediction = "once connections stay up";

// === wrong: What does the sender wait for
string prediction = "";

// === wrong: No claim of the table has these words
string prediction = "it hangs";

// === wrong: That is a sometimes
string prediction = "comes in again";

// === wrong: But does everything end
string prediction = "delivered twice";

// === wrong: no state is wrong
string prediction = "leaks";
