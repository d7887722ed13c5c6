namespace Workbook.Examples;

public static partial class Physics
{
    /// <summary>Currents of radios and modules, by state.</summary>
    public static class Radio
    {
        /// <summary>An ESP32 transmitting.</summary>
        public static PhysicalConstant Esp32Transmit { get; } =
            new("ESP32 Wi-Fi transmit", 240, "mA", "802.11b 1 Mbit/s +19.5 dBm, 3.3 V", Sources.Esp32,
                Confidence.Medium) { Low = 180, High = 240 };

        /// <summary>An ESP32 receiving.</summary>
        public static PhysicalConstant Esp32Receive { get; } =
            new("ESP32 Wi-Fi receive", 100, "mA", "3.3 V", Sources.Esp32, Confidence.Medium) { Low = 95, High = 100 };

        /// <summary>An ESP32 in deep sleep.</summary>
        public static PhysicalConstant Esp32DeepSleep { get; } =
            new("ESP32 deep sleep", 0.010, "mA", "RTC timer; the chip alone, not a board", Sources.Esp32,
                Confidence.Medium);

        /// <summary>An ESP32 in light sleep.</summary>
        public static PhysicalConstant Esp32LightSleep { get; } =
            new("ESP32 light sleep", 0.8, "mA", "", Sources.Course, Confidence.Low);

        /// <summary>An ESP32 in modem sleep, connected.</summary>
        public static PhysicalConstant Esp32ModemSleep { get; } =
            new("ESP32 modem sleep", 20, "mA", "the course's figure; a board was measured at 41 to 45",
                Sources.Course, Confidence.Low);

        /// <summary>The nRF9160 asleep in power saving mode.</summary>
        public static PhysicalConstant Nrf9160PsmFloor { get; } =
            new("nRF9160 PSM floor", 2.7, "µA", "modem, typical", Sources.NordicParameters, Confidence.High);

        /// <summary>The nRF9160 development kit asleep, measured.</summary>
        public static PhysicalConstant Nrf9160DkPsmFloor { get; } =
            new("nRF9160-DK PSM floor", 3.44, "µA", "measured, later hardware", Sources.NordicGuide, Confidence.High)
            {
                Low = 3.44, High = 4.69,
            };

        /// <summary>The nRF9160 with eDRX on LTE-M.</summary>
        public static PhysicalConstant Nrf9160EdrxLteM { get; } =
            new("nRF9160 eDRX, LTE-M", 18, "µA", "81.92 s, window 2.56 s", Sources.NordicParameters, Confidence.High);

        /// <summary>The nRF9160 with eDRX on NB-IoT.</summary>
        public static PhysicalConstant Nrf9160EdrxNbIot { get; } =
            new("nRF9160 eDRX, NB-IoT", 37, "µA", "81.92 s, window 2.56 s", Sources.NordicParameters, Confidence.High);

        /// <summary>The peak of an nRF9160 at full power.</summary>
        public static PhysicalConstant Nrf9160Peak { get; } =
            new("nRF9160 peak", 300, "mA", "full transmit power",
                new Source("Nordic white paper nwp_034", "https://infocenter.nordicsemi.com/topic/nwp_034/WP/nwp_034/"
                    + "nwp_034_pwr_consumption.html"),
                Confidence.High);

        /// <summary>The connected tail of LTE-M as measured on a live network.</summary>
        public static PhysicalConstant LteMTail { get; } =
            new("LTE-M connected tail", 9.7, "mA", "101.95 uWh in 10.24 s at 3.7 V", Sources.Fosse, Confidence.High);

        /// <summary>The connected tail of LTE-M, a second and independent measurement.</summary>
        public static PhysicalConstant LteMTailNordic { get; } =
            new("LTE-M connected tail", 8.5, "mA", "93.82 mC in 11 s at 3.7 V", Sources.NordicGuide, Confidence.High);

        /// <summary>The connected tail of NB-IoT as measured on a live network.</summary>
        public static PhysicalConstant NbIotTail { get; } =
            new("NB-IoT connected tail", 1.35, "mA", "28.48 uWh in 20.48 s at 3.7 V", Sources.Fosse, Confidence.High);

        /// <summary>The inactivity timer of the LTE-M network measured by Nordic.</summary>
        public static PhysicalConstant LteMInactivity { get; } =
            new("LTE-M inactivity timer", 11, "s", "one network", Sources.NordicGuide, Confidence.High);

        /// <summary>What release assistance leaves of the inactivity time.</summary>
        public static PhysicalConstant ReleaseAssistance { get; } =
            new("connected time with release assistance", 1.47, "s", "NB-IoT, CoAP/DTLS publish", Sources.Rostad,
                Confidence.High);
    }
}
