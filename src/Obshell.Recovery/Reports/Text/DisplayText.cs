using Obshell.Client.Display;
using Obshell.Client.Secrets;

namespace Obshell.Recovery.Reports.Text;

/// <summary>
/// Text from outside, ready to be shown: it has no secrets, it is cut where it is too long, and nothing is hidden in it. The parts of a report
/// accept no other text, so no writer can forget this step. The text is not encoded for any format yet. Several texts are prepared one by
/// one and then joined: if they were joined first, the text of one could hide the form of a secret in the next.
/// </summary>
internal readonly struct DisplayText
{
    private const int MaxLength = 2000;

    private readonly string? text;

    private DisplayText(string text) => this.text = text;

    public static DisplayText Empty => default;

    public bool IsEmpty => string.IsNullOrEmpty(text);

    /// <summary>Secrets are removed before the text is cut: half a secret has no form that can be recognized.</summary>
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

    /// <summary>The texts that are not empty.</summary>
    public static DisplayText Join(string separator, params DisplayText[] parts) => new(string.Join(separator, parts.Where(p => !p.IsEmpty)));

    /// <summary>This module's own words. They contain text from outside only as shown text.</summary>
    public static DisplayText Own(string words) => new(words);

    public DisplayText Or(string words) => IsEmpty ? new DisplayText(words) : this;

    /// <inheritdoc/>
    public override string ToString() => text ?? "";
}
