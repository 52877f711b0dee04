using Obshell.Client.Input;

namespace Obshell.Client.Storage;

/// <summary>Checks the characters of a storage URI (PROTOCOL 4.5), and whether it has a scheme.</summary>
internal static class StorageText
{
    private const int MaxLength = 2048;
    private const string Forbidden = " '\"`\\,;";
    private const string Unsafe = "&%'\"\\ ";

    /// <summary>Whether a location or a key contains a character that breaks SQL, or that the agent or OceanBase changes (B5).</summary>
    public static bool IsUnsafe(char c) => Unsafe.IndexOf(c) >= 0 || char.IsControl(c);

    /// <summary>
    /// Checks the text as the user typed it, and the text as an agent reads it, with each escape decoded once (PROTOCOL 4.5). Positions
    /// count the characters that the user typed. The error does not repeat the text, because it may contain keys.
    /// </summary>
    public static (string Text, string Advice)? Fault(StorageUri uri)
    {
        string text = uri.Reveal();
        if (TextRules.TooLong(text.Length, MaxLength) is { } tooLong)
        {
            return (tooLong, StorageTexts.AdviceSafePath);
        }

        for (int i = 0; i < text.Length; i++)
        {
            int at = i;
            if (!TextRules.IsAllowed(text, ref i, Forbidden))
            {
                return (StorageTexts.FormatCharacter(TextRules.Named(text[at]), uri.PositionOf(at)), StorageTexts.AdviceSafePath);
            }
        }

        foreach (PercentEscape escape in PercentEscape.AllOf(text))
        {
            if (escape.Fault(Forbidden, uri.PositionOf(escape.At)) is { } fault)
            {
                return (fault, StorageTexts.AdviceSafePath);
            }
        }

        return uri.Scheme.Length == 0 ? (StorageTexts.SchemeMissing, StorageTexts.AdviceSchemeMissing)
            : EmptyParameter(text) is { } empty ? (StorageTexts.FormatParameterEmpty(empty), StorageTexts.FormatAdviceParameterEmpty(empty))
            : null;
    }

    /// <summary>
    /// A key that is written without a value. The value is most likely a variable that was never set, so it never means "no key" (promise
    /// 12).
    /// </summary>
    private static string? EmptyParameter(string text) =>
        StorageQuery.Of(text).Parameters.FirstOrDefault(p => p.Value.Length == 0 && StorageParameter.Of(p.Name) is { IsSecret: true }).Name;
}
