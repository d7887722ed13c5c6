using System.Security.Cryptography;
using System.Text;
using Workbook.Mqtt.Packets;

namespace Workbook.Mqtt.Broker;

/// <summary>Whoever knows a user name and its password may do everything; others are refused with Bad User Name or
/// Password.</summary>
/// <remarks>Passwords stand in memory as they are: right for a lab, not for a broker that others can reach.</remarks>
public sealed class PasswordAccess : IAccessControl
{
    private readonly Dictionary<string, byte[]> passwords = [];

    /// <summary>Makes the list of those who may connect.</summary>
    /// <param name="passwords">User names and their passwords.</param>
    public PasswordAccess(IReadOnlyDictionary<string, string> passwords)
    {
        foreach ((string userName, string password) in passwords)
            this.passwords.Add(userName, Encoding.UTF8.GetBytes(password));
    }

    /// <inheritdoc/>
    public ReasonCode Authenticate(ClientIdentity client, ConnectPacket connect)
    {
        bool isKnown = passwords.TryGetValue(connect.UserName ?? "", out byte[]? password);
        ReadOnlySpan<byte> given = (connect.Password ?? default).Span;
        bool matches = CryptographicOperations.FixedTimeEquals(given, password ?? []);
        return isKnown && matches ? ReasonCode.Success : ReasonCode.BadUserNameOrPassword;
    }

    /// <inheritdoc/>
    public bool MayPublish(ClientIdentity client, string topic) => true;

    /// <inheritdoc/>
    public bool MaySubscribe(ClientIdentity client, string topicFilter) => true;
}
