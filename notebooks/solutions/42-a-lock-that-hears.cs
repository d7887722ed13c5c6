// notebook: 42-smart-door-locks.ipynb
// needs: setup
// answer: lock-answer
// check: lock-check

// === solution
var mine = new SmartDoorLock { StandbyMilliamps = 0.05, CommandExpiry = TimeSpan.FromSeconds(30) };

// === wrong: What may it draw while it listens?
var mine = new SmartDoorLock { StandbyMilliamps = 20, HasIdempotentCommands = false };

// === wrong: Keep the four AA cells
var mine = new SmartDoorLock { OperationsPerDay = 1, CommandExpiry = TimeSpan.FromSeconds(30) };

// === wrong: hears nothing
var mine = new SmartDoorLock { StandbyMilliamps = 0.01, CommandExpiry = TimeSpan.FromSeconds(30) };

// === wrong: opens the door for somebody else
var mine = new SmartDoorLock { StandbyMilliamps = 0.05 };

// === wrong: Too late for a door
var mine = new SmartDoorLock { StandbyMilliamps = 0.05, CommandExpiry = TimeSpan.FromHours(1) };

// === wrong: what do the operations leave?
var mine = new SmartDoorLock { StandbyMilliamps = 0.8, CommandExpiry = TimeSpan.FromSeconds(30) };

// === wrong: Make the command repeatable
var mine = new SmartDoorLock
{
    StandbyMilliamps = 0.05, CommandExpiry = TimeSpan.FromSeconds(30), HasIdempotentCommands = false,
};
