namespace Workbook.Mqtt.Packets;

/// <summary>One property as it stands in a packet: an identifier and a value of the type that the identifier prescribes.</summary>
/// <remarks>
/// Numbers of every width are in <see cref="Number"/>; strings, bytes and pairs are in <see cref="Content"/>
/// as <see cref="string"/>, <see cref="byte"/> array or <see cref="UserProperty"/>.
/// </remarks>
/// <param name="Id">Which property it is.</param>
/// <param name="Number">The value of a numeric property, else 0.</param>
/// <param name="Content">The value of any other property, else null.</param>
public readonly record struct Property(PropertyId Id, uint Number, object? Content)
{
    /// <summary>Compares identifier and value; bytes are compared by content.</summary>
    public bool Equals(Property other) =>
        Id == other.Id && Number == other.Number &&
        (Content is byte[] bytes
            ? other.Content is byte[] otherBytes && bytes.AsSpan().SequenceEqual(otherBytes)
            : Equals(Content, other.Content));

    /// <summary>Gives a hash of the identifier and the number; content of bytes counts by its length.</summary>
    public override int GetHashCode() =>
        HashCode.Combine(Id, Number, Content is byte[] bytes ? bytes.Length : Content?.GetHashCode() ?? 0);
}
