using System.Buffers.Binary;
using System.Text;

namespace Workbook.Kernel.Jupyter.Zmtp;

/// <summary>A command: a name and its data (ZMTP 3.1, "Commands").</summary>
internal sealed record ZmtpCommand(string Name, byte[] Data)
{
    private const int ContextMaximumBytes = 16;

    /// <summary>Returns the READY command of the NULL handshake.</summary>
    public static ZmtpCommand Ready(string socketType, byte[]? identity = null)
    {
        var data = new List<byte>();
        Add("Socket-Type", Encoding.ASCII.GetBytes(socketType));
        if (identity is not null) Add("Identity", identity);
        return new ZmtpCommand("READY", [.. data]);

        void Add(string name, byte[] value)
        {
            data.Add((byte)name.Length);
            data.AddRange(Encoding.ASCII.GetBytes(name));
            var length = new byte[sizeof(int)];
            BinaryPrimitives.WriteInt32BigEndian(length, value.Length);
            data.AddRange(length);
            data.AddRange(value);
        }
    }

    /// <summary>Returns the answer to a PING, whose context stands behind two bytes of time to live.</summary>
    public static ZmtpCommand Pong(ZmtpCommand ping)
    {
        if (ping.Data.Length is < 2 or > 2 + ContextMaximumBytes)
            throw new ZmtpException("a PING has a wrong length");
        return new ZmtpCommand("PONG", ping.Data[2..]);
    }

    public static ZmtpCommand Parse(byte[] body)
    {
        if (body.Length == 0 || body[0] == 0 || body[0] >= body.Length)
            throw new ZmtpException("a command has no whole name");
        return new ZmtpCommand(Encoding.ASCII.GetString(body, 1, body[0]), body[(1 + body[0])..]);
    }

    public byte[] Encode() =>
        new ZmtpFrame([(byte)Name.Length, .. Encoding.ASCII.GetBytes(Name), .. Data], IsCommand: true).Encode();

    /// <summary>Reads the properties of READY; their names are compared without case.</summary>
    public IReadOnlyDictionary<string, byte[]> Properties()
    {
        var properties = new Dictionary<string, byte[]>(StringComparer.OrdinalIgnoreCase);
        var rest = Data.AsSpan();
        while (rest.Length > 0)
        {
            var nameLength = rest[0];
            if (rest.Length < 1 + nameLength + sizeof(int)) throw Broken();
            var name = Encoding.ASCII.GetString(rest.Slice(1, nameLength));
            rest = rest[(1 + nameLength)..];
            var length = BinaryPrimitives.ReadInt32BigEndian(rest);
            rest = rest[sizeof(int)..];
            if (length < 0 || length > rest.Length) throw Broken();
            properties[name] = rest[..length].ToArray();
            rest = rest[length..];
        }

        return properties;
    }

    private static ZmtpException Broken() => new("a property of READY is cut off");
}
