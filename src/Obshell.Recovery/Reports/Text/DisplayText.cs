using Obshell.Client.Display;
using Obshell.Client.Secrets;

namespace Obshell.Recovery.Reports.Text;

/// <summary>
/// Text of others, ready to be shown: without secrets, cut where it is too long, with nothing hidden in it. The parts of a
/// report have no other text, so no writer can forget it. It is not encoded for any format yet. Several texts are prepared each
/// on its own and then joined: next to each other they could hide a secret's form.
/// </summary>
internal readonly struct DisplayText
{
    private const int MaxLength = 2000;

    private readonly string? text;

    private DisplayText(string text) => this.text = text;

    public static DisplayText Empty => default;

    public bool IsEmpty => string.IsNullOrEmpty(text);

    /// <summary>Cleaned before it is cut: half a secret has no form.</summary>
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

    /// <summary>Those that are not empty.</summary>
    public static DisplayText Join(string separator, params DisplayText[] parts) => new(string.Join(separator, parts.Where(p => !p.IsEmpty)));

    /// <summary>Our own words, with nothing of others in them but shown text.</summary>
    public static DisplayText Own(string words) => new(words);

    public DisplayText Or(string words) => IsEmpty ? new DisplayText(words) : this;

    /// <inheritdoc/>
    public override string ToString() => text ?? "";
}
