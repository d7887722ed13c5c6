// notebook: 45-sleep-wake-sensors.ipynb
// needs: setup, inputs-table
// answer: answer
// check: exercise-check

// === solution
SleepWakeSensor mine = valve.Listening with
{
    Interval = TimeSpan.FromMinutes(30),
    CommandExpiry = TimeSpan.FromHours(1),
    SessionExpiry = TimeSpan.FromHours(4),
};

// === wrong: what must die
SleepWakeSensor mine = valve.Listening with { Interval = TimeSpan.FromMinutes(15) };

// === wrong: gets no command
SleepWakeSensor mine = valve with
{
    Interval = TimeSpan.FromMinutes(30), CommandExpiry = TimeSpan.FromHours(1), SessionExpiry = TimeSpan.FromHours(4),
};

// === wrong: is carried out
SleepWakeSensor mine = valve.Listening with
{
    Interval = TimeSpan.FromMinutes(30), CommandExpiry = TimeSpan.FromHours(2), SessionExpiry = TimeSpan.FromHours(4),
};

// === wrong: within a sleep of 00:30:00
SleepWakeSensor mine = valve.Listening with
{
    Interval = TimeSpan.FromMinutes(30), CommandExpiry = TimeSpan.FromMinutes(20),
    SessionExpiry = TimeSpan.FromHours(4),
};

// === wrong: still good dies early
SleepWakeSensor mine = valve.Listening with
{
    Interval = TimeSpan.FromMinutes(30), CommandExpiry = TimeSpan.FromMinutes(45),
    SessionExpiry = TimeSpan.FromHours(4),
};

// === wrong: collects commands for ever
SleepWakeSensor mine = valve.Listening with
{
    Interval = TimeSpan.FromMinutes(30), CommandExpiry = TimeSpan.FromHours(1),
};

// === wrong: the session still lives
SleepWakeSensor mine = valve.Listening with
{
    Interval = TimeSpan.FromMinutes(30), CommandExpiry = TimeSpan.FromHours(1), SessionExpiry = TimeSpan.FromDays(30),
};

// === wrong: Which dial is the strongest
SleepWakeSensor mine = valve.Listening with
{
    Interval = TimeSpan.FromMinutes(15), CommandExpiry = TimeSpan.FromHours(1), SessionExpiry = TimeSpan.FromHours(4),
};

// === wrong: on average
SleepWakeSensor mine = valve.Listening with
{
    Interval = TimeSpan.FromMinutes(60), CommandExpiry = TimeSpan.FromHours(1), SessionExpiry = TimeSpan.FromHours(12),
};

// === wrong: times in ten years
SleepWakeSensor mine = valve.Listening with
{
    Interval = TimeSpan.FromMinutes(30), CommandExpiry = TimeSpan.FromHours(1), SessionExpiry = TimeSpan.FromHours(2),
};

// === wrong: the duty cycle is above 1
SleepWakeSensor mine = valve.Listening with
{
    Interval = TimeSpan.FromSeconds(1), CommandExpiry = TimeSpan.FromHours(1), SessionExpiry = TimeSpan.FromHours(2),
};
