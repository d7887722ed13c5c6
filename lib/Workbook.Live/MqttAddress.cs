namespace Workbook.Live;

/// <summary>The parts of a <c>mqtt://user:password@host:port</c> URI.</summary>
/// <param name="Host">A name or address.</param>
/// <param name="Port">The TCP port; 1883 when the URI names none.</param>
/// <param name="UserName">The user name, or null for none.</param>
/// <param name="Password">The password, or null for none.</param>
internal sealed record MqttAddress(string Host, int Port, string? UserName, string? Password)
{
    private const int DefaultPort = 1883;

    /// <summary>Reads the parts of a URI.</summary>
    /// <exception cref="FormatException">It is not an absolute <c>mqtt</c> or <c>tcp</c> URI with a host; the message
    /// says so.</exception>
    internal static MqttAddress Of(Uri uri)
    {
        if (!uri.IsAbsoluteUri || uri.Scheme is not ("mqtt" or "tcp") || uri.Host.Length == 0)
            throw new FormatException($"Expected mqtt://host:port or mqtt://user:password@host:port, got '{uri}'.");
        string[] user = uri.UserInfo.Split(':', 2);
        return new MqttAddress(
            uri.DnsSafeHost,
            uri.Port < 0 ? DefaultPort : uri.Port,
            user[0].Length > 0 ? Uri.UnescapeDataString(user[0]) : null,
            user.Length == 2 ? Uri.UnescapeDataString(user[1]) : null);
    }

    /// <summary>Gives <c>host:port</c>, without the secret.</summary>
    public override string ToString() =>
        Host.Contains(':', StringComparison.Ordinal) ? $"[{Host}]:{Port}" : $"{Host}:{Port}";
}
