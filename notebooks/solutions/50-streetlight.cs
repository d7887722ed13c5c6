// notebook: 50-check-the-claims.ipynb
// needs: setup
// answer: streetlight-answer
// check: streetlight-check

// === solution
LifeBudget Light(double loss, double floor, double capacity = 19_000) => new()
{
    Cell = new BatteryCell { Name = "19 Ah", CapacityMilliampHours = capacity, SelfDischargePerYear = loss },
    FloorMicroamps = floor, Interval = TimeSpan.FromMinutes(5), KeepAlive = TimeSpan.FromMinutes(1),
    EventMillicoulombs = Charge.OfCurrent(20, 95 * 8 / 250_000.0),
    PingMillicoulombs = Charge.OfCurrent(20, 40 * 8 / 250_000.0),
};
var streetlight = Light(loss: 0.01, floor: 205);

// === wrong: as printed
var streetlight = new LifeBudget
{
    Cell = new BatteryCell { Name = "19 Ah", CapacityMilliampHours = 19_000 }, FloorMicroamps = 5,
};

// === wrong: Keep the battery
var streetlight = new LifeBudget
{
    Cell = new BatteryCell { Name = "2 Ah", CapacityMilliampHours = 2_000 }, FloorMicroamps = 5,
};

// === wrong: Even a cell in a drawer
var streetlight = new LifeBudget
{
    Cell = new BatteryCell { Name = "19 Ah", CapacityMilliampHours = 19_000 }, FloorMicroamps = 205,
};

// === wrong: The task says 1 %
var streetlight = new LifeBudget
{
    Cell = new BatteryCell { Name = "19 Ah", CapacityMilliampHours = 19_000, SelfDischargePerYear = 0.1 },
    FloorMicroamps = 205,
};

// === wrong: the radio is still deaf
var streetlight = new LifeBudget
{
    Cell = new BatteryCell { Name = "19 Ah", CapacityMilliampHours = 19_000, SelfDischargePerYear = 0.01 },
    FloorMicroamps = 5,
};

// === wrong: sleep comes on top
var streetlight = new LifeBudget
{
    Cell = new BatteryCell { Name = "19 Ah", CapacityMilliampHours = 19_000, SelfDischargePerYear = 0.01 },
    FloorMicroamps = 25,
};
