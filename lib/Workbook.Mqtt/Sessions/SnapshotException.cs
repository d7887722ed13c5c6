namespace Workbook.Mqtt.Sessions;

/// <summary>Bytes that were given as a snapshot are not one; the object being restored must be thrown away.</summary>
public sealed class SnapshotException : Exception
{
    /// <summary>Makes the error.</summary>
    /// <param name="message">What was expected, what came, where.</param>
    public SnapshotException(string message)
        : base(message)
    {
    }
}
