using Obshell.Client.Input;

namespace Obshell.Client.Storage;

/// <summary>The one judgement of a storage URI: which characters may be in it (PROTOCOL 4.5), and whether it has a scheme.</summary>
internal static class StorageText
{
    private const int MaxLength = 2048;
    private const string Forbidden = " '\"`\\,;";
    private const string Unsafe = "&%'\"\\ ";

    /// <summary>A character that the agent or OceanBase changes, or that breaks SQL, in a place or a key (B5).</summary>
    public static bool IsUnsafe(char c) => Unsafe.IndexOf(c) >= 0 || char.IsControl(c);

    /// <summary>
    /// As it is, and as an agent reads it: each escape is decoded once (PROTOCOL 4.5).
    /// Positions are those of the text as typed. Never repeats the text: it may hold keys.
    /// </summary>
    public static string? Fault(StorageUri uri)
    {
        string text = uri.Reveal();
        if (TextRules.TooLong(text.Length, MaxLength) is { } tooLong)
        {
            return tooLong;
        }

        for (int i = 0; i < text.Length; i++)
        {
            int at = i;
            if (!TextRules.IsAllowed(text, ref i, Forbidden))
            {
                return StorageTexts.FormatCharacter(TextRules.Named(text[at]), uri.PositionOf(at));
            }
        }

        foreach (PercentEscape escape in PercentEscape.AllOf(text))
        {
            if (escape.Fault(Forbidden, uri.PositionOf(escape.At)) is { } fault)
            {
                return fault;
            }
        }

        return uri.Scheme.Length == 0 ? StorageTexts.SchemeMissing : null;
    }
}
