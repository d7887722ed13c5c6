namespace Workbook.Display;

/// <summary>One labelled range of bytes in a <see cref="PacketView"/>.</summary>
/// <param name="Offset">The index of its first byte, from 0.</param>
/// <param name="Length">How many bytes it covers; 0 for a part that is absent.</param>
/// <param name="Name">What the field is called.</param>
/// <param name="Value">Its value, as readers write it.</param>
/// <param name="Meaning">What the value means here; may be empty.</param>
/// <param name="Level">How deep the field is nested, 0 for a part of the packet.</param>
public sealed record PacketField(
    int Offset, int Length, string Name, string Value = "", string Meaning = "", int Level = 0);
