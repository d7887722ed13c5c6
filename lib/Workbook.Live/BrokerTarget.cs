namespace Workbook.Live;

/// <summary>Which broker an experiment runs on: the embedded one, a local mosquitto, or any that a URI names.</summary>
/// <remarks>The target itself holds nothing; <see cref="StartAsync"/> gives a <see cref="RunningBroker"/> that is
/// disposed of afterwards.</remarks>
public abstract record BrokerTarget
{
    private protected BrokerTarget()
    {
    }

    /// <summary>The broker of this book, in this process, on a free loopback port.</summary>
    public static BrokerTarget Embedded { get; } = new EmbeddedTarget();

    /// <summary>The mosquitto installed on this machine, as a child process on a free loopback port with a config of
    /// its own.</summary>
    public static BrokerTarget Mosquitto { get; } = new MosquittoTarget();

    /// <summary>The target as <see cref="Parse"/> reads it, without the secret.</summary>
    public abstract string Name { get; }

    /// <summary>A broker that runs already.</summary>
    /// <param name="server">Its address, as <c>mqtt://host:port</c> or <c>mqtt://user:password@host:port</c>.</param>
    /// <exception cref="FormatException">The URI is not of that form.</exception>
    public static BrokerTarget At(Uri server)
    {
        ArgumentNullException.ThrowIfNull(server);
        _ = MqttAddress.Of(server);
        return new ExternalTarget(server);
    }

    /// <summary>Reads a target.</summary>
    /// <param name="text"><c>embedded</c>, <c>mosquitto</c>, or <c>mqtt://user:password@host:port</c>.</param>
    /// <exception cref="FormatException">It is none of these; the message says what was expected and what
    /// came.</exception>
    public static BrokerTarget Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        string name = text.Trim();
        if (name == Embedded.Name)
            return Embedded;
        if (name == Mosquitto.Name)
            return Mosquitto;
        if (name.Contains("://", StringComparison.Ordinal) && Uri.TryCreate(name, UriKind.Absolute, out Uri? uri))
            return At(uri);
        throw new FormatException(
            "Expected a broker target 'embedded', 'mosquitto' or 'mqtt://user:password@host:port', " +
            $"got '{text}'.");
    }

    /// <summary>Starts the broker, or makes sure that a running one can be reached.</summary>
    /// <param name="cancellation">Ends the start early; then nothing is left running.</param>
    /// <exception cref="BrokerTargetException">It cannot be started or reached; the message says why and what to
    /// do.</exception>
    public abstract Task<RunningBroker> StartAsync(CancellationToken cancellation = default);

    /// <summary>Gives <see cref="Name"/>.</summary>
    public sealed override string ToString() => Name;
}
