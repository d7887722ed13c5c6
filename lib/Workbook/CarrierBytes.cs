namespace Workbook;

/// <summary>What a layer made of a content that was written into it.</summary>
/// <param name="Carrier">The layer as it was negotiated.</param>
/// <param name="ContentBytes">The bytes written into it.</param>
/// <param name="CarriedBytes">The bytes that came out below.</param>
public sealed record CarrierBytes(string Carrier, int ContentBytes, int CarriedBytes)
{
    /// <summary>What the layer added.</summary>
    public int Added => CarriedBytes - ContentBytes;
}
