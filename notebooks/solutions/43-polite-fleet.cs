// notebook: 43-fleet-session-sizing.ipynb
// needs: setup, tutorial-run, limits-run
// answer: answer
// check: exercise-check

// === solution
FleetSessionSizing mine = busy with
{
    QueueMaximum = 1000,
    MessageExpiry = TimeSpan.FromMinutes(30),
    SessionExpiry = TimeSpan.FromDays(2),
    Storm = fleet.Storm with { SpreadStart = TimeSpan.FromSeconds(40) },
};

// === wrong: which of the four switches drops by age
FleetSessionSizing mine = busy with { QueueMaximum = null };

// === wrong: the traffic, the absence and the fleet are given
FleetSessionSizing mine = fleet with { MessageExpiry = TimeSpan.FromMinutes(30) };

// === wrong: it does not know how old they are
FleetSessionSizing mine = busy with { QueueMaximum = 30, SessionExpiry = TimeSpan.FromDays(2) };

// === wrong: stale commands arrive or good ones are dropped
FleetSessionSizing mine = busy with
{
    MessageExpiry = TimeSpan.FromMinutes(60), SessionExpiry = TimeSpan.FromDays(2),
};

// === wrong: Orphans live for ever
FleetSessionSizing mine = busy with { MessageExpiry = TimeSpan.FromMinutes(30) };

// === wrong: it comes back to nothing
FleetSessionSizing mine = busy with
{
    MessageExpiry = TimeSpan.FromMinutes(30), SessionExpiry = TimeSpan.FromHours(9),
};

// === wrong: lives longer than a week
FleetSessionSizing mine = busy with
{
    MessageExpiry = TimeSpan.FromMinutes(30), SessionExpiry = TimeSpan.FromDays(30),
};

// === wrong: drops commands that are still good
FleetSessionSizing mine = busy with
{
    QueueMaximum = 20, MessageExpiry = TimeSpan.FromMinutes(30), SessionExpiry = TimeSpan.FromDays(2),
};

// === wrong: more than 150
FleetSessionSizing mine = busy with
{
    MessageExpiry = TimeSpan.FromMinutes(30), SessionExpiry = TimeSpan.FromDays(2), BookkeepingBytes = 258,
};

// === wrong: over how long must the first be spread
FleetSessionSizing mine = busy with
{
    MessageExpiry = TimeSpan.FromMinutes(30), SessionExpiry = TimeSpan.FromDays(2),
};
