using Workbook.Mqtt.Packets;

namespace Workbook.Examples;

/// <summary>Worked example: the battery and the audit trail of a door lock, and whether QoS 2 is justified.</summary>
/// <remarks>
/// The original's figures are not known; the cycle is the course's ESP32, the motor is proposed by us.
/// </remarks>
public sealed record SmartDoorLock
{
    /// <summary>The battery.</summary>
    public BatteryCell Cell { get; init; } = BatteryCell.FourAa;

    /// <summary>What the lock does to report an operation, at QoS 1.</summary>
    public WakeCycle Cycle { get; init; } = WakeCycle.CourseEsp32;

    /// <summary>The QoS of the report.</summary>
    public QualityOfService QoS { get; init; } = QualityOfService.AtLeastOnce;

    /// <summary>Operations a day.</summary>
    public double OperationsPerDay { get; init => field = Expect.Positive(value, "operations"); } = 10;

    /// <summary>The current of the motor, in mA.</summary>
    public double MotorMilliamps { get; init => field = Expect.NotNegative(value, "mA"); } =
        Physics.Proposed.MotorCurrent;

    /// <summary>How long the motor runs.</summary>
    public TimeSpan MotorTime { get; init => field = Expect.NotNegative(value); } =
        TimeSpan.FromSeconds(Physics.Proposed.MotorTime);

    /// <summary>The current between operations, in mA; a lock that must open remotely stays connected.</summary>
    public double StandbyMilliamps { get; init => field = Expect.NotNegative(value, "mA"); } =
        Physics.Radio.Esp32DeepSleep;

    /// <summary>The charge of a TLS handshake for each report, in mC; 0: none.</summary>
    public double TlsMillicoulombs { get; init => field = Expect.NotNegative(value, "mC"); }

    /// <summary>How often a connection breaks between a report and its acknowledgement, 0 to 1.</summary>
    public double CutProbability { get; init => field = Expect.Probability(value); } = 0.001;

    /// <summary>Which part of the time from report to acknowledgement is over when the broker has the report, 0 to 1:
    /// half of it, where both ways take the same time. A cut before makes no copy.</summary>
    public double ArrivalShare { get; init => field = Expect.Probability(value); } = 0.5;

    /// <summary>After which time an unlock command must not be carried out; null: never stale.</summary>
    public TimeSpan? CommandExpiry
    {
        get;
        init => field = value is { } expiry ? Expect.Positive(expiry) : null;
    }

    /// <summary>Whether an unlock command says what to do and bears an identifier: "set open", not "toggle".</summary>
    public bool HasIdempotentCommands { get; init; } = true;

    /// <summary>Gives the lock that opens remotely: it stays connected in modem sleep.</summary>
    public SmartDoorLock Remote => this with { StandbyMilliamps = Physics.Radio.Esp32ModemSleep };

    /// <summary>Computes the life.</summary>
    public BatteryLife Life()
    {
        var report = Cycle.At(QoS) with { SleepMilliamps = StandbyMilliamps };
        var budget = report.On(Cell, TimeSpan.FromDays(1 / OperationsPerDay));
        return (budget with
        {
            // The course counts awake time and sleep side by side; the difference is below a thousandth.
            EventMillicoulombs = report.Millicoulombs + Charge.OfCurrent(MotorMilliamps, MotorTime.TotalSeconds)
                + TlsMillicoulombs,
            EventDuration = report.Awake + MotorTime,
            PeakMilliamps = Math.Max(report.PeakMilliamps, MotorMilliamps),
        }).Life();
    }

    /// <summary>The charge of a day, in mAh.</summary>
    public double MilliampHoursPerDay => Life().AverageMicroamps / 1000 * 24;

    /// <summary>The claim in the form of ANSI/BHMA A156.33: months, with use and communication named.</summary>
    public string Claim =>
        $"{Math.Floor(Life().Months):0} months on {Cell.Name} ({Cell.UsableMilliampHours} mAh usable): "
        + $"{OperationsPerDay} operations a day, each reported over Wi-Fi at QoS {(int)QoS}, motor {MotorMilliamps} mA "
        + $"for {MotorTime.TotalSeconds} s";

    /// <summary>Puts the ways to keep the audit trail side by side.</summary>
    /// <remarks>A cut may come at any moment between report and acknowledgement, and the report is sent again. Only a
    /// cut after <see cref="ArrivalShare"/> makes a copy: before, the repeat is the first to arrive.</remarks>
    public IReadOnlyList<AuditLog> AuditLogs()
    {
        double repeated = OperationsPerDay * Duration.DaysPerYear * CutProbability;
        return
        [
            new("QoS 1 without identifiers", repeated, repeated * (1 - ArrivalShare), false, false, false),
            new("QoS 2", repeated, 0, false, false, false),
            new("QoS 1 with event identifier, sequence number and hash chain", repeated, 0, true, true, true),
        ];
    }

    /// <summary>Decides how the unlock command is to be sent.</summary>
    public Decision CommandDecision() => DecisionFramework.Decide(new MessageNeed
    {
        LossCost = LossCost.Serious,
        DuplicateCost = DuplicateCost.Harmful,
        IsIdempotent = HasIdempotentCommands,
        StalenessLimit = CommandExpiry,
        Direction = Workbook.Mqtt.Trace.Direction.ToClient,
        Sleep = StandbyMilliamps < 1 ? SleepPattern.SleepsDisconnected : SleepPattern.AlwaysConnected,
    });

    /// <summary>Tells which input moves the life most.</summary>
    /// <param name="step">By which part each input is moved.</param>
    public IReadOnlyList<SensitivityRow> Sensitivities(double step = Sensitivity.DefaultStep) => Sensitivity.Of(
        this, scenario => scenario.Life().Days, step,
        ("battery", (s, f) =>
            s with { Cell = s.Cell with { CapacityMilliampHours = s.Cell.CapacityMilliampHours * f } }),
        ("operations a day", (s, f) => s with { OperationsPerDay = s.OperationsPerDay * f }),
        ("motor", (s, f) => s with { MotorMilliamps = s.MotorMilliamps * f }),
        ("wake cycle", (s, f) => s with { Cycle = s.Cycle.WithCurrents(f) }),
        ("standby", (s, f) => s with { StandbyMilliamps = s.StandbyMilliamps * f }));
}
