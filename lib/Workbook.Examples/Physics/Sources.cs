namespace Workbook.Examples;

/// <summary>The documents that the constants and the published tables come from.</summary>
public static class Sources
{
    /// <summary>OASIS MQTT 5.0 and 3.1.1.</summary>
    public static Source Mqtt { get; } =
        new("OASIS MQTT 5.0 and 3.1.1", "https://docs.oasis-open.org/mqtt/mqtt/v5.0/mqtt-v5.0.html");

    /// <summary>ComBench: raw measurements of MQTT, AMQP and CoAP.</summary>
    public static Source ComBench { get; } = new(
        "ComBench, University of Wuerzburg, commit d2b327ce (Apache-2.0)", "https://github.com/DescartesResearch/ComBench");

    /// <summary>Captures of MQTT at three levels and two loss rates.</summary>
    public static Source Taowyoo { get; } =
        new("Taowyoo, CompareMqttQoS, commit 97742d8c", "https://github.com/Taowyoo/CompareMqttQoS");

    /// <summary>The IETF comparison of security protocols.</summary>
    public static Source ProtocolComparison { get; } = new(
        "draft-ietf-iotops-security-protocol-comparison, commit a0d541f7",
        "https://github.com/lwig-wg/protocol-comparison");

    /// <summary>Power of an nRF9160 as measured for a CoAP client.</summary>
    public static Source Boaks { get; } =
        new("boaks, zephyr-coaps-client, commit cb193e45 (EPL-2.0)", "https://github.com/boaks/zephyr-coaps-client");

    /// <summary>Nordic's guide to the power of the nRF9160.</summary>
    public static Source NordicGuide { get; } = new(
        "nRF Connect SDK documentation, Power optimization for nRF9160", "https://docs.nordicsemi.com");

    /// <summary>The electrical parameters of the nRF9160.</summary>
    public static Source NordicParameters { get; } = new(
        "nRF9160 product specification, current of the modem",
        "https://infocenter.nordicsemi.com/topic/ps_nrf9160/_tmp/alta.nRF9160/autodita/CURRENT/"
            + "parameters.id_current_modem.html");

    /// <summary>Rostad's thesis on protocol stacks on the nRF9160.</summary>
    public static Source Rostad { get; } = new(
        "Rostad, NTNU 2020", "https://9pdf.net/document/z1dlr29d-iot-protocol-stack-current-optimizations-nrf-sip.html");

    /// <summary>Fosse's thesis on the power of TCP over cellular.</summary>
    public static Source Fosse { get; } = new(
        "Fosse, NTNU 2020",
        "https://9pdf.net/article/experiments-results-power-consumption-modeling-tcp-power-cellular.q7wlo3dk");

    /// <summary>Robinson's thesis on NB-IoT modules and vendors.</summary>
    public static Source Robinson { get; } =
        new("Robinson, Stellenbosch 2019, commit fbf48e78", "https://github.com/dan-leo/masters");

    /// <summary>The ESP32 datasheet.</summary>
    public static Source Esp32 { get; } = new(
        "ESP32 datasheet v5.3, table 5-4", "https://documentation.espressif.com/esp32_datasheet_en.pdf");

    /// <summary>The simulator behind the AWS article on backoff and jitter.</summary>
    public static Source AwsBackoff { get; } = new(
        "aws-arch-backoff-simulator, commit 66cb1692 (Apache-2.0), run by us",
        "https://github.com/aws-samples/aws-arch-backoff-simulator");

    /// <summary>Prices and metering of AWS IoT Core.</summary>
    public static Source AwsPricing { get; } = new(
        "AWS IoT Core pricing, additional details", "https://aws.amazon.com/iot-core/pricing/additional-details");

    /// <summary>The course whose chapters and figures this book checks.</summary>
    public static Source Course { get; } =
        new("iotclass.org, MQTT QoS and Session", "https://iotclass.org/content/networking-and-communications/"
            + "long-range-app/mqtt-qos-and-session");

    /// <summary>The study case of 3GPP TR 45.820 as quoted in a book.</summary>
    public static Source Tr45820 { get; } = new(
        "3GPP TR 45.820 study case, book p. 318",
        "https://online.flipbuilder.com/aptc/amid/files/basic-html/page332.html");

    /// <summary>HiveMQ Community Edition's own estimator.</summary>
    public static Source HiveMq { get; } = new(
        "HiveMQ CE, commit 5d953093 (Apache-2.0)", "https://github.com/hivemq/hivemq-community-edition");

    /// <summary>Mosquitto's source and manual.</summary>
    public static Source Mosquitto { get; } =
        new("Eclipse Mosquitto, commit fb9b1153", "https://github.com/eclipse-mosquitto/mosquitto");

    /// <summary>What this project measured, simulated or proposes.</summary>
    public static Source Ours { get; } = new("this workbook");

    /// <summary>Gives an RFC by its number.</summary>
    /// <param name="number">The number.</param>
    /// <param name="section">The section; empty for the whole.</param>
    public static Source Rfc(int number, string section = "") => new(
        $"RFC {number}{(section.Length > 0 ? " section " + section : "")}",
        $"https://www.rfc-editor.org/rfc/rfc{number}");
}
