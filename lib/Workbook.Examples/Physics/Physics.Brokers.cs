namespace Workbook.Examples;

public static partial class Physics
{
    /// <summary>Defaults, limits and memory of brokers; speed of TLS; what clients do by themselves.</summary>
    public static class Brokers
    {
        /// <summary>Messages that wait for one client by default.</summary>
        public static PhysicalConstant QueueMaximum { get; } =
            new("queued messages per client", 1000, "", "default of Mosquitto 2.0, EMQX 5 and HiveMQ CE",
                Sources.Mosquitto, Confidence.High);

        /// <summary>Mosquitto's window.</summary>
        public static PhysicalConstant MosquittoInFlight { get; } =
            new("in-flight messages per client", 20, "", "default of Mosquitto 2.0", Sources.Mosquitto, Confidence.High);

        /// <summary>How fast AWS replays a queue.</summary>
        public static PhysicalConstant AwsReplayRate { get; } =
            new("AWS replay of queued messages", 10, "1/s", "per session; context of the figure uncertain",
                new Source("AWS IoT Core limits as listed by Espressif",
                    "https://docs.espressif.com/projects/esp-rainmaker-neo/en/latest/specs/limits.html"),
                Confidence.High);

        /// <summary>HiveMQ's own estimate of a queued message beside payload and names.</summary>
        public static PhysicalConstant HiveMqQueuedMessage { get; } =
            new("HiveMQ CE queued message, fixed part", 258, "B", "plus payload and 2 B a character of the names",
                Sources.HiveMq, Confidence.High) { Low = 238, High = 258 };

        /// <summary>An idle connection of Mosquitto.</summary>
        public static PhysicalConstant MosquittoConnection { get; } =
            new("Mosquitto idle TCP connection", 1_000, "B", "1 M connections, 2.0.15", new Source("emqx/mqttbs results"),
                Confidence.Medium);

        /// <summary>An idle connection of EMQX.</summary>
        public static PhysicalConstant EmqxConnection { get; } =
            new("EMQX idle TCP connection", 12_100, "B", "1 M connections, 5.0.21", new Source("emqx/mqttbs results"),
                Confidence.Medium) { High = 16_100 };

        /// <summary>An idle mutual TLS connection of EMQX.</summary>
        public static PhysicalConstant EmqxTlsConnection { get; } =
            new("EMQX idle mutual TLS connection", 155_000, "B", "200 k connections, 4.0",
                new Source("emqx issue 3277", "https://github.com/emqx/emqx/issues/3277"), Confidence.Medium);

        /// <summary>Full TLS handshakes of one core.</summary>
        public static PhysicalConstant TlsHandshakesPerCore { get; } =
            new("full TLS handshakes per core", 428, "1/s", "ECDHE-RSA, full HTTPS",
                new Source("NGINX sizing guide"), Confidence.Medium);

        /// <summary>What libmosquitto waits before it connects again.</summary>
        public static PhysicalConstant LibmosquittoReconnect { get; } =
            new("libmosquitto reconnect delay", 1, "s", "constant, no jitter, unless asked otherwise",
                Sources.Mosquitto, Confidence.High);

        /// <summary>The silence after which a server drops a client, in keep-alive intervals.</summary>
        public static PhysicalConstant KeepAliveFactor { get; } =
            new("silence before the server closes", 1.5, "keep-alive intervals", "", Sources.Mqtt, Confidence.Standard);
    }
}
