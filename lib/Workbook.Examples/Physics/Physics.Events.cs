namespace Workbook.Examples;

public static partial class Physics
{
    /// <summary>The charge of whole events, as measured.</summary>
    public static class Events
    {
        /// <summary>A 40 B datagram on LTE-M, from wake-up to the end of the tail.</summary>
        public static PhysicalConstant LteMUplink40 { get; } =
            new("LTE-M 40 B uplink with tail", 115.06, "mC", "3.7 V, 12.32 s, inactivity 11 s", Sources.NordicGuide,
                Confidence.High);

        /// <summary>The same with 120 B: the payload hardly matters.</summary>
        public static PhysicalConstant LteMUplink120 { get; } =
            new("LTE-M 120 B uplink with tail", 116.57, "mC", "3.7 V, inactivity 11 s", Sources.NordicGuide,
                Confidence.High);

        /// <summary>The tail of that event.</summary>
        public static PhysicalConstant LteMTail { get; } =
            new("LTE-M tail", 93.82, "mC", "11 s at 3.7 V", Sources.NordicGuide, Confidence.High);

        /// <summary>The attachment to the network.</summary>
        public static PhysicalConstant Attach { get; } =
            new("nRF9160 network attach", 267, "mC", "3.7 V, NB-IoT, 23 dBm", Sources.Rostad, Confidence.High);

        /// <summary>The set-up of a connection to the server.</summary>
        public static PhysicalConstant Connect { get; } =
            new("nRF9160 server connection set-up", 213.9, "mC", "3.7 V, NB-IoT, 23 dBm, release assistance",
                Sources.Rostad, Confidence.High);

        /// <summary>One publish of 536 to 584 B.</summary>
        public static PhysicalConstant Publish { get; } =
            new("nRF9160 publish of 536 to 584 B", 28.76, "mC", "3.7 V, NB-IoT, 23 dBm, release assistance",
                Sources.Rostad, Confidence.High);

        /// <summary>A publish without release assistance.</summary>
        public static PhysicalConstant PublishWithoutAssistance { get; } =
            new("CoAP/DTLS publish, no release assistance", 395.03, "mC", "NB-IoT, inactivity 12 s", Sources.Rostad,
                Confidence.High);

        /// <summary>The same publish with release assistance.</summary>
        public static PhysicalConstant PublishWithAssistance { get; } =
            new("CoAP/DTLS publish, release assistance", 28.15, "mC", "NB-IoT, connected 1.47 s", Sources.Rostad,
                Confidence.High);

        /// <summary>A tracking area update on LTE-M.</summary>
        public static PhysicalConstant TauLteM { get; } =
            new("tracking area update, LTE-M", 105, "mJ", "23 dBm, 1.5 s", Sources.NordicParameters, Confidence.High);

        /// <summary>A tracking area update on NB-IoT.</summary>
        public static PhysicalConstant TauNbIot { get; } =
            new("tracking area update, NB-IoT", 550, "mJ", "23 dBm, 2.7 s", Sources.NordicParameters,
                Confidence.High);

        /// <summary>An acknowledged exchange against an unacknowledged one on LTE-M: the stand-in for QoS 1 : QoS 0.</summary>
        public static PhysicalConstant AcknowledgedOverOneWayLteM { get; } =
            new("request-response : one-way, LTE-M", 9.0 / 8.5, "", "no release assistance, 12 s at 8.5 and 9 mA",
                Sources.Boaks, Confidence.High);

        /// <summary>The same ratio on NB-IoT with release assistance.</summary>
        public static PhysicalConstant AcknowledgedOverOneWayNbIot { get; } =
            new("request-response : one-way, NB-IoT", 1.36, "", "release assistance, 400 B up, 40 B down",
                Sources.Boaks, Confidence.High);
    }
}
