namespace Workbook.Mqtt.Sessions;

/// <summary>What stands around the machine of a client's connection: it takes what the machine sends and hears what
/// the machine says, and passes both on, or not. Programs need none; a deliberate fault is one.</summary>
public interface IClientShell : IPacketSink, IClientEvents;
