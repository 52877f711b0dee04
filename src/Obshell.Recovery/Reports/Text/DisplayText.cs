using Obshell.Client.Display;
using Obshell.Client.Secrets;

namespace Obshell.Recovery.Reports.Text;

/// <summary>
/// A text from an agent or a user that is ready to be shown: secrets and invisible characters are removed, and a long text is cut. The
/// parts of a report accept only this type, so no writer can forget this step. The text is not yet encoded for a format. Several texts are
/// cleaned one by one and then joined: in a joined text, the end of one part could make the secret in the next part unrecognizable.
/// </summary>
internal readonly struct DisplayText
{
    private const int MaxLength = 2000;

    private readonly string? text;

    private DisplayText(string text) => this.text = text;

    public static DisplayText Empty => default;

    public bool IsEmpty => string.IsNullOrEmpty(text);

    /// <summary>Cleans a text. Secrets are removed before the text is cut, because half a secret could not be recognized.</summary>
    public static DisplayText Of(string? value, int max = MaxLength)
    {
        if (string.IsNullOrEmpty(value))
        {
            return default;
        }

        string clean = value!.Length > max + Redactor.MaxSecret ? value.Substring(0, max + Redactor.MaxSecret) : value;
        clean = Redactor.CleanByForm(clean);
        if (clean.Length > max)
        {
            int end = char.IsHighSurrogate(clean[max - 1]) ? max - 1 : max;
            clean = ReportTexts.FormatCutText(clean.Substring(0, end), Amounts.OfCount(value.Length));
        }

        return new DisplayText(VisibleText.Of(clean).Trim());
    }

    /// <summary>Joins the texts that are not empty.</summary>
    public static DisplayText Join(string separator, params DisplayText[] parts) => new(string.Join(separator, parts.Where(p => !p.IsEmpty)));

    /// <summary>Makes a DisplayText from a text of this module. Texts from agents or users in it must already be cleaned.</summary>
    public static DisplayText Own(string words) => new(words);

    public DisplayText Or(string words) => IsEmpty ? new DisplayText(words) : this;

    /// <inheritdoc/>
    public override string ToString() => text ?? "";
}
