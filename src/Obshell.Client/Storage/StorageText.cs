using System.Globalization;
using Obshell.Client.Input;

namespace Obshell.Client.Storage;

/// <summary>The one judgement of a storage URI: which characters may be in it (PROTOCOL 4.5), and whether it has a scheme.</summary>
internal static class StorageText
{
    private const int Longest = 2048;
    private const string Forbidden = " '\"`\\,;";
    private const string Unfit = "&%'\"\\ ";

    /// <summary>A character that neither the agent nor OceanBase takes as it stands in a place or a key (B5).</summary>
    public static bool IsUnfit(char c) => Unfit.IndexOf(c) >= 0 || char.IsControl(c);

    /// <summary>
    /// As it is, and as an agent reads it: each escape is decoded once (PROTOCOL 4.5).
    /// Positions are those of the text as typed. Never repeats the text: it may hold keys.
    /// </summary>
    public static string? Fault(StorageUri uri)
    {
        string text = uri.Reveal();
        if (TextRules.TooLong(text, Longest) is { } tooLong)
        {
            return tooLong;
        }

        for (int i = 0; i < text.Length; i++)
        {
            int at = i;
            if (!TextRules.IsAllowed(text, ref i, Forbidden))
            {
                return $"There is {TextRules.Named(text[at])} at position {uri.PositionOf(at)}, which is not allowed in a storage URI. Move the backup to a place without it.";
            }
        }

        foreach (PercentEscape escape in PercentEscape.AllOf(text))
        {
            if (escape.Fault(Forbidden) is { } fault)
            {
                return string.Format(CultureInfo.InvariantCulture, fault, uri.PositionOf(escape.At));
            }
        }

        return uri.Scheme.Length == 0
            ? "It has no scheme. Write file:///path, oss://bucket/key?..., cos://... or s3://..."
            : null;
    }
}
