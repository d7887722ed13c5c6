namespace Workbook.Examples;

public static partial class Physics
{
    /// <summary>Prices as published at a date; check them before you sign.</summary>
    public static class Prices
    {
        /// <summary>AWS, connection minutes.</summary>
        public static PhysicalConstant AwsConnectionMinutes { get; } =
            new("AWS connectivity", 0.08, "$ per million minutes", "Ireland and US, 2026-09-20", Sources.AwsPricing,
                Confidence.High);

        /// <summary>AWS, messages.</summary>
        public static PhysicalConstant AwsMessages { get; } =
            new("AWS messaging", 1.00, "$ per million units", "first billion, Ireland and US, 2026-09-20",
                Sources.AwsPricing, Confidence.High);

        /// <summary>AWS, bytes in a unit.</summary>
        public static PhysicalConstant AwsUnit { get; } =
            new("AWS metering step", 5120, "B", "", Sources.AwsPricing, Confidence.High);

        /// <summary>Telnyx, data up to 100 MB.</summary>
        public static PhysicalConstant Telnyx { get; } =
            new("Telnyx IoT SIM data", 0.078, "$ per MB", "up to 100 MB a month, 2026-09-20",
                new Source("Telnyx", "https://telnyx.com/pricing/iot-data-plans"), Confidence.High);

        /// <summary>Hologram, data; not verified.</summary>
        public static PhysicalConstant Hologram { get; } =
            new("Hologram data", 0.03, "$ per MB", "2026-06-21; the file itself says unverified",
                new Source("api-evangelist/hologram"), Confidence.Low);

        /// <summary>The price per megabyte of the course's fleet.</summary>
        public static PhysicalConstant Course { get; } =
            new("data price of the course's fleet", 0.05, "$ per MB", "", Sources.Course, Confidence.Low);
    }
}
