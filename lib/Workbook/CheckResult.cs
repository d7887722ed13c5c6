using Workbook.Display;

namespace Workbook;

/// <summary>A claim that was checked and holds, with what was seen.</summary>
/// <param name="Claim">The claim, as a sentence.</param>
/// <param name="Seen">What was seen.</param>
[TypeFormatterSource(typeof(HtmlFormatters), PreferredMimeTypes = [MimeTypes.Html, MimeTypes.Text])]
public sealed record CheckResult(string Claim, string Seen) : IHtmlView
{
    /// <inheritdoc/>
    public string AltText => ToString();

    /// <inheritdoc/>
    public string ToHtml() => $"<p><b>&#10003; Checked:</b> {Markup.Escape(Claim)}<br><i>Seen: {Markup.Escape(Seen)}</i></p>";

    /// <summary>Gives claim and observation in one line.</summary>
    public override string ToString() => $"\u2713 Checked: {Claim} Seen: {Seen}";
}
