using System.Globalization;

namespace Workbook.Examples;

public static partial class Evidence
{
    private static EvidenceTable EventEnergy(PublishedData data)
    {
        const double Tolerance = 0.015;
        var rows = data.Read("boaks_nrf9160_power.csv").Select(row =>
        {
            double milliamps = row.Number("avg_current_mA");
            double seconds = row.Number("duration_s");
            var budget = new LifeBudget
            {
                Cell = BatteryCell.Thingy91 with { Volts = row.Number("voltage_V") },
                FloorMicroamps = 40,
                EventMillicoulombs = Charge.OfCurrent(milliamps, seconds),
                EventDuration = TimeSpan.FromSeconds(seconds),
            };
            double days = budget.Life().Days;
            double energy = milliamps * row.Number("voltage_V") * seconds / Duration.SecondsPerHour;
            var evidence = new EvidenceRow(
                row["case"], row.Number("published_days_hourly_on_1350mAh"), days, "days", Tolerance);
            double energyError = Math.Abs(energy - row.Number("published_mWh")) / energy;
            bool isEnergyOff = energyError > 0.10;
            return evidence with
            {
                // Neither the energy nor the life in print follows from current and time in print.
                IsContradictory = evidence.Verdict == Verdict.Unmet && isEnergyOff,
                Note = energyError > 0.05
                    ? $"{row["avg_current_mA"]} mA x {row["duration_s"]} s x {row["voltage_V"]} V = {energy:0.####} "
                        + $"mWh, printed {row["published_mWh"]}"
                    : "",
            };
        });
        return new(
            "T4", "Event energy and battery days of an nRF9160", Sources.Boaks,
            "LifeBudget: 1350 mAh x 80 % / (40 µA + I t / 1 h)", "1.5 %", [.. rows])
        {
            Note = "A row is contradictory when the printed energy and the printed life both disagree with the printed "
                + "current and time. LTE-M one-way and request-response have their energies the other way round; their "
                + "days follow the current.",
        };
    }

    private static EvidenceTable AverageCurrent(PublishedData data)
    {
        const double Tolerance = 0.005;
        var cell = new BatteryCell { Name = "1000 mAh", CapacityMilliampHours = 1000 };
        double target = 1000 * cell.UsableMilliampHours / (2 * Duration.HoursPerYear);
        LifeBudget Budget(double floor, double charge, double seconds) => new()
        {
            Cell = cell, FloorMicroamps = floor, EventMillicoulombs = charge, Interval = TimeSpan.FromSeconds(seconds),
        };
        double floor = Physics.Radio.Nrf9160DkPsmFloor;
        double minutes = Physics.Events.LteMUplink40 / (57 - floor) * 1000 / 60;
        return new(
            "T6", "Average current and life of an nRF9160 on LTE-M", Sources.NordicGuide,
            "LifeBudget: floor + Q / T, life = C / I", "0.5 %",
            [
                new("1000 mAh over 2 years", 57, target, "µA", Tolerance),
                new("40 B each 1200 s", 42.96,
                    Budget(Physics.Radio.Nrf9160PsmFloor, 48.33, 1200).Life().AverageMicroamps, "µA", Tolerance),
                new("116.57 mC each hour", 3.18, Budget(floor, Physics.Events.LteMUplink120, 3600).Life().Years,
                    "years", Tolerance),
                new("tail counted 1.5 times", 134.04, 99.59 - 68.89 + 1.5 * 68.89, "mC", Tolerance),
                new("interval for 57 µA", 44.89, minutes, "min", Tolerance)
                {
                    Correction = 35.8,
                    Note = "The document prints the difference 48.33 - 3.44 as minutes; 115.06 mC / (57 - 3.44) µA is "
                        + "35.8 min.",
                },
            ]);
    }

    private static EvidenceTable DatagramEnergy(PublishedData data)
    {
        const double Tolerance = 0.01;
        var cell = BatteryCell.LithiumThionylAa with { SelfDischargePerYear = 0 };
        var rows = data.Read("robinson_nbiot_energy.csv").SelectMany(row =>
        {
            double energy = row.Number("measured_uWh");
            var budget = new LifeBudget { Cell = cell, EventMillicoulombs = Charge.OfEnergy(energy, cell.Volts) };
            double wattHours = cell.UsableMilliampHours / 1000 * cell.Volts;
            string label = $"{row["device_vendor"]}, {row["test"]}";
            return new EvidenceRow[]
            {
                new($"{label}: interval for one year", row.Number("published_interval_h_for_1y"),
                    Duration.HoursPerYear * energy / 1e6 / wattHours, "h", Tolerance)
                {
                    Rounding = row.LastDigit("published_interval_h_for_1y"),
                },
                new($"{label}: life, one an hour", row.Number("published_years_hourly"), budget.Life().Years, "years",
                    Tolerance)
                {
                    Rounding = row.LastDigit("published_years_hourly"),
                },
            };
        });
        return new(
            "T7", "Energy of an NB-IoT datagram, and life", Sources.Robinson, "LifeBudget without floor: 9.36 Wh / E",
            "1 % or one unit of the last digit", [.. rows])
        {
            Note = "Lives beyond 15 years vanish once a floor of 2.7 µA and 1 % self-discharge a year are put in.",
        };
    }

    private static EvidenceTable StudyCase(PublishedData data)
    {
        var cell = new BatteryCell { Name = "5 Wh", CapacityMilliampHours = 5000, Volts = 1 };
        LifeBudget Idle(double milliwatts) => new() { Cell = cell, FloorMicroamps = milliwatts * 1000 };
        // The energy of a report from the published life, which it must give again when put in.
        LifeBudget Report(double years, double hours)
        {
            double milliwatts = 5000 / (years * Duration.HoursPerYear) - 0.015;
            return Idle(0.015) with
            {
                Interval = TimeSpan.FromHours(hours), EventMillicoulombs = milliwatts * hours * Duration.SecondsPerHour,
            };
        }

        return new(
            "T15", "Study case of 3GPP TR 45.820", Sources.Tr45820, "LifeBudget at 1 V: 5 Wh / P", "0.5 %",
            [
                new("idle at 0.015 mW", 38, Idle(0.015).Life().Years, "years", 0.005),
                new("transmitting at 500 mW", 10, Idle(500).Life().Hours, "h", 0.005),
                new("report of 200 B, from 1.7 years at one each 2 h", 2.31, Report(1.7, 2).EventMillicoulombs / 1000,
                    "J", 0.005),
                new("report of 50 B, from 18.1 years at one a day", 1.43, Report(18.1, 24).EventMillicoulombs / 1000,
                    "J", 0.005),
            ]);
    }

    private static EvidenceTable Tail(PublishedData data)
    {
        double fosse = Charge.OfEnergy(101.95, 3.7) / 10.24;
        double nordic = Physics.Events.LteMTail / Physics.Radio.LteMInactivity;
        return new(
            "T16", "Tail current of LTE-M from two sources", Sources.Fosse, "charge / time", "rounding; agreement 15 %",
            [
                new("Fosse: 101.95 uWh in 10.24 s at 3.7 V", Physics.Radio.LteMTail, fosse, "mA", 0.005),
                new("Nordic: 93.82 mC in 11 s", Physics.Radio.LteMTailNordic, nordic, "mA", 0.005),
                new("one against the other", nordic, fosse, "mA", 0.15) { Note = "independent measurements" },
            ])
        {
            Note = $"Take {(fosse + nordic) / 2:0} +- 1 mA times the inactivity time.".ToString(
                CultureInfo.InvariantCulture),
        };
    }
}
