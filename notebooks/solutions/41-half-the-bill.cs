// notebook: 41-fleet-tracking.ipynb
// needs: setup, scenario, tutorial
// answer: fleet-answer
// check: fleet-check

// === solution
var mine = new FleetTracking() with { FixesPerPublish = 6 };

// === wrong: What saves packets?
var mine = new FleetTracking() with { FixesPerPublish = 1 };

// === wrong: not yours to decide
var mine = new FleetTracking() with { FixesPerPublish = 2, PricePerMegabyte = 0.01 };

// === wrong: The truck has less to say now
var mine = new FleetTracking() with
{
    FixesPerPublish = 2, Messages = [.. new FleetTracking().Messages.Select(message => message.WithPayload(0.5))],
};

// === wrong: TLS stays
var mine = new FleetTracking() with { FixesPerPublish = 3, Layers = Layers.Tcp };

// === wrong: lost with the connection
var mine = new FleetTracking() with
{
    FixesPerPublish = 6,
    Messages = [.. new FleetTracking().Messages.Select(message => message with { QoS = AtMostOnce })],
};

// === wrong: The oldest of 12 positions is too old
var mine = new FleetTracking() with { FixesPerPublish = 12 };

// === wrong: A larger batch
var mine = new FleetTracking() with { FixesPerPublish = 3 };
