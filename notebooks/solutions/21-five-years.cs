// notebook: 21-battery-and-bytes.ipynb
// needs: setup
// answer: design-answer
// check: design-review

// === solution
var myDevice = new ReportingDevice
{
    ReadingInterval = TimeSpan.FromMinutes(5),
    QoS = AtLeastOnce, ReadingsPerReport = 12,
    Policy = ConnectionPolicy.Keep, KeepAlive = TimeSpan.FromMinutes(70),
};

// === wrong: What costs most
var myDevice = new ReportingDevice
{
    ReadingInterval = TimeSpan.FromMinutes(5), QoS = ExactlyOnce, Policy = ConnectionPolicy.EachReport,
};

// === wrong: QoS 0 loses what is on its way
var myDevice = new ReportingDevice
{
    ReadingInterval = TimeSpan.FromMinutes(5), QoS = AtMostOnce, ReadingsPerReport = 12,
    KeepAlive = TimeSpan.FromMinutes(70),
};

// === wrong: Radio, cell, size and time of the readings are given
var myDevice = new ReportingDevice
{
    ReadingInterval = TimeSpan.FromMinutes(5), Radio = RadioProfile.NbIot, ReadingsPerReport = 12,
    KeepAlive = TimeSpan.FromMinutes(70),
};

// === wrong: Too old
var myDevice = new ReportingDevice
{
    ReadingInterval = TimeSpan.FromMinutes(5), ReadingsPerReport = 20, KeepAlive = TimeSpan.FromHours(2),
};

// === wrong: Not yet
var myDevice = new ReportingDevice
{
    ReadingInterval = TimeSpan.FromMinutes(5), ReadingsPerReport = 12, Policy = ConnectionPolicy.EachReport,
};

// === wrong: with Keep Alive 0 the broker never notices
var myDevice = new ReportingDevice { ReadingInterval = TimeSpan.FromMinutes(5), ReadingsPerReport = 12 };
