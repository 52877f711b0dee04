using System.Globalization;
using System.Text;
using Obshell.Client.Secrets;

namespace Obshell.Client;

/// <summary>How characters of refused input are shown: visible, on one line, and not to be mistaken for another.</summary>
public static class TextFault
{
    private const int MaxShown = 80;

    /// <summary>More is not even looked at: none of it would be shown.</summary>
    private const int MaxLooked = 4096;

    /// <summary>Printable ASCII as it is; anything else by its code, since look-alikes are what hides in it.</summary>
    public static string Show(char c) => c is > ' ' and < (char)0x7F ? c.ToString() : "U+" + ((int)c).ToString("X4", CultureInfo.InvariantCulture);

    /// <summary>The text with what cannot be seen made visible, cut to a readable length.</summary>
    public static string Quote(string text)
    {
        // What was typed into the wrong place may be a storage URI with its keys.
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
