using System.Globalization;
using System.Text;
using Obshell.Client.Secrets;

namespace Obshell.Client;

/// <summary>
/// Shows characters of refused input. Every character is visible, is on the same line, and cannot be confused with another character.
/// </summary>
public static class TextFault
{
    private const int MaxShown = 80;

    /// <summary>Only this many characters of a text are read, because the rest would not be shown.</summary>
    private const int MaxLooked = 4096;

    /// <summary>Shows printable ASCII unchanged, and any other character as a code, because it may look like another character.</summary>
    public static string Show(char c) => c is > ' ' and < (char)0x7F ? c.ToString() : "U+" + ((int)c).ToString("X4", CultureInfo.InvariantCulture);

    /// <summary>Shows the text with invisible characters made visible, cut to a readable length.</summary>
    public static string Quote(string text)
    {
        // The user may have passed a storage URI with keys to the wrong parameter, so secrets are removed.
        var shown = new StringBuilder();
        foreach (char c in Redactor.CleanByForm(text.Length > MaxLooked ? text.Substring(0, MaxLooked) : text))
        {
            if (shown.Length >= MaxShown)
            {
                return shown.Append("...").ToString();
            }

            switch (char.GetUnicodeCategory(c))
            {
                case UnicodeCategory.Control:
                case UnicodeCategory.Format:
                case UnicodeCategory.Surrogate:
                case UnicodeCategory.LineSeparator:
                case UnicodeCategory.ParagraphSeparator:
                    shown.Append('<').Append(Show(c)).Append('>');
                    break;
                default:
                    shown.Append(c);
                    break;
            }
        }

        return shown.ToString();
    }
}
