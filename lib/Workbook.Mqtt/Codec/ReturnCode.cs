using Workbook.Mqtt.Packets;

namespace Workbook.Mqtt.Codec;

/// <summary>The CONNACK return codes of MQTT 3.1.1 (section 3.2.2.3) beside the reason codes of MQTT 5.0.</summary>
public static class ReturnCode
{
    private static readonly ReasonCode[] meanings =
    [
        ReasonCode.Success,
        ReasonCode.UnsupportedProtocolVersion,
        ReasonCode.ClientIdentifierNotValid,
        ReasonCode.ServerUnavailable,
        ReasonCode.BadUserNameOrPassword,
        ReasonCode.NotAuthorized,
    ];

    /// <summary>
    /// Gives the reason code that means the same as a return code, or null for a return code above 5.
    /// </summary>
    /// <param name="returnCode">The return code, any number.</param>
    public static ReasonCode? ToReasonCode(byte returnCode) =>
        returnCode < meanings.Length ? meanings[returnCode] : null;

    /// <summary>
    /// Gives the return code that comes nearest to a reason code; 3 (server unavailable) when none is near.
    /// </summary>
    /// <param name="code">The reason code of a CONNACK.</param>
    public static byte FromReasonCode(ReasonCode code)
    {
        ReasonCode nearest = code switch
        {
            ReasonCode.BadAuthenticationMethod => ReasonCode.BadUserNameOrPassword,
            ReasonCode.Banned => ReasonCode.NotAuthorized,
            _ => code,
        };
        int index = Array.IndexOf(meanings, nearest);
        return (byte)(index < 0 ? Array.IndexOf(meanings, ReasonCode.ServerUnavailable) : index);
    }
}
