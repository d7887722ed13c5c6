namespace Workbook.Simulate;

/// <summary>Bytes that one side of a link has sent, by layer; the object goes on counting.</summary>
public sealed class LayerBytes
{
    /// <summary>MQTT packets, each counted once.</summary>
    public long Mqtt { get; internal set; }

    /// <summary>What WebSocket frames add.</summary>
    public long WebSocket { get; internal set; }

    /// <summary>What TLS records add.</summary>
    public long Tls { get; internal set; }

    /// <summary>Headers of the segments that carry data for the first time.</summary>
    public long Headers { get; internal set; }

    /// <summary>TCP acknowledgements that travel alone.</summary>
    public long Acknowledgements { get; internal set; }

    /// <summary>What TCP sends again, with its headers.</summary>
    public long Repeated { get; internal set; }

    /// <summary>SYN and FIN, and the acknowledgements that belong to them.</summary>
    public long OpeningAndClosing { get; internal set; }

    /// <summary>TLS handshakes, with the headers of their segments.</summary>
    public long Handshake { get; internal set; }

    /// <summary>All of it.</summary>
    public long Total =>
        Mqtt + WebSocket + Tls + Headers + Acknowledgements + Repeated + OpeningAndClosing + Handshake;

    /// <summary>Gives the layers in one line.</summary>
    public override string ToString() =>
        $"{Total} B: MQTT {Mqtt}, {(WebSocket > 0 ? $"WebSocket {WebSocket}, " : "")}TLS {Tls}, "
        + $"headers {Headers}, pure ACK {Acknowledgements}, repeated {Repeated}, "
        + $"opening and closing {OpeningAndClosing}, handshake {Handshake}";
}
