namespace Workbook.Examples;

public static partial class Physics
{
    /// <summary>Parameters of the worked examples for which nobody published a figure: proposed by us.</summary>
    public static class Proposed
    {
        /// <summary>Trucks of the tracked fleet.</summary>
        public static PhysicalConstant Trucks { get; } = Ours("trucks", 500, "", "fleet tracking");

        /// <summary>Hours that a truck is on the road.</summary>
        public static PhysicalConstant TruckHours { get; } = Ours("hours on the road", 10, "h/day", "fleet tracking");

        /// <summary>Working days of a truck in a month.</summary>
        public static PhysicalConstant TruckDays { get; } = Ours("working days", 26, "days/month", "fleet tracking");

        /// <summary>Bytes of a fleet topic.</summary>
        public static PhysicalConstant FleetTopic { get; } = Ours("fleet topic", 24, "B", "fleet tracking and sizing");

        /// <summary>Current of a lock's motor.</summary>
        public static PhysicalConstant MotorCurrent { get; } = Ours("lock motor", 250, "mA", "door lock");

        /// <summary>Run of a lock's motor.</summary>
        public static PhysicalConstant MotorTime { get; } = Ours("lock motor run", 0.8, "s", "door lock");

        /// <summary>Charge of listening for queued commands.</summary>
        public static PhysicalConstant Listening { get; } =
            Ours("listening for queued commands", 20, "mC", "200 ms at 100 mA");

        /// <summary>Length of listening for queued commands.</summary>
        public static PhysicalConstant ListeningTime { get; } =
            Ours("listening for queued commands", 200, "ms", "sleep-wake sensor");

        /// <summary>Charge of a TLS handshake on an ESP32.</summary>
        public static PhysicalConstant TlsOnEsp32 { get; } =
            Ours("TLS handshake on an ESP32", 120, "mC", "not measured by anyone known");

        /// <summary>Vehicles whose sessions are sized.</summary>
        public static PhysicalConstant Vehicles { get; } = Ours("vehicles", 10_000, "", "session sizing");

        /// <summary>Bytes of a broker's session.</summary>
        public static PhysicalConstant Session { get; } = Ours("session in a broker", 3000, "B", "session sizing");

        /// <summary>Bytes of a broker's subscription.</summary>
        public static PhysicalConstant Subscription { get; } =
            Ours("subscription in a broker", 200, "B", "session sizing");

        /// <summary>Bytes that a broker keeps with a queued message.</summary>
        public static PhysicalConstant Bookkeeping { get; } =
            Ours("bookkeeping of a queued message", 100, "B", "session sizing");

        /// <summary>TLS connections that a broker takes in.</summary>
        public static PhysicalConstant Admission { get; } =
            Ours("TLS connections taken in", 500, "1/s", "session sizing");

        /// <summary>Blocks of ECG a second.</summary>
        public static PhysicalConstant EcgBlocks { get; } = Ours("ECG blocks", 4, "1/s", "250 ms each");

        /// <summary>Bytes of such a block.</summary>
        public static PhysicalConstant EcgBytes { get; } = Ours("ECG block", 125, "B", "250 Hz x 2 B x 250 ms");

        /// <summary>Bytes of a medical topic.</summary>
        public static PhysicalConstant MedicalTopic { get; } = Ours("medical topic", 30, "B", "medical telemetry");

        /// <summary>Time of a packet on the air.</summary>
        public static PhysicalConstant AirTime { get; } =
            Ours("time of a packet on the air", 1.5, "ms", "Wi-Fi with contention and acknowledgement");

        private static PhysicalConstant Ours(string name, double value, string unit, string condition) =>
            new(name, value, unit, condition, Sources.Ours, Confidence.Ours);
    }
}
