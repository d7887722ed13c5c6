namespace Workbook.Display;

/// <summary>An HTML view in a notebook; its <see cref="object.ToString"/> tells the same facts.</summary>
public interface IHtmlView
{
    /// <summary>Gets what the view holds, in one sentence.</summary>
    string AltText { get; }

    /// <summary>Writes an HTML fragment without script and style sheet, the same on every run.</summary>
    string ToHtml();
}
