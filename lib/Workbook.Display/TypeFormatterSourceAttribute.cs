namespace Workbook.Display;

/// <summary>
/// Tells a notebook kernel which class formats the marked type.
/// </summary>
/// <remarks>
/// .NET Interactive and the workbook's kernel recognise this attribute by its simple name and its two properties,
/// so that this assembly needs no reference to either.
/// </remarks>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class TypeFormatterSourceAttribute(Type formatterSourceType) : Attribute
{
    public Type FormatterSourceType { get; } = formatterSourceType;

    /// <summary>Best first; every type listed here must have a formatter in the source, or the kernel fails.</summary>
    public string[]? PreferredMimeTypes { get; set; }
}
