namespace Workbook.Simulate;

/// <summary>Who hears at once that a connection is cut; whoever does not goes on until its own time-outs end
/// it.</summary>
[Flags]
public enum CutNotice
{
    /// <summary>Nobody: both ends believe that the connection lives.</summary>
    Nobody = 0,

    /// <summary>The client; the server is left with a half-open connection.</summary>
    Client = 1,

    /// <summary>The server; the client is left with a half-open connection.</summary>
    Server = 2,

    /// <summary>Both.</summary>
    Both = Client | Server,
}
