using System.Globalization;

namespace Obshell.Client.Input;

/// <summary>
/// The characters that are allowed in each kind of text (PROTOCOL 4.5). The agent writes these texts into SQL and into a shell command
/// without escaping. So the rules are strict: a refused name can be changed, but a dangerous name can damage the cluster.
/// </summary>
public static class TextRules
{
    /// <summary>The maximum length of a new tenant's name.</summary>
    public const int MaxTenantName = 63;

    internal const int MaxZoneName = 128;
    internal const int MaxUnitConfigName = 128;
    internal const int MaxSecret = 4096;

    private const string ForbiddenInZone = " '\"`\\,;&@";
    private const string ForbiddenInUnitConfig = "'\"`\\";

    /// <summary>Checks whether a name is valid for a new tenant.</summary>
    /// <returns>Null when it is valid, otherwise the reason.</returns>
    public static string? TenantName(string name)
    {
        for (int i = 0; i < name.Length; i++)
        {
            char c = name[i];
            bool letter = c is (>= 'A' and <= 'Z') or (>= 'a' and <= 'z') or '_';
            if (!letter && !(i > 0 && c is >= '0' and <= '9'))
            {
                return InputTexts.FormatTenantNameCharacter(TextFault.Show(c), i + 1, TextFault.Quote(name));
            }
        }

        return name.Length > MaxTenantName ? InputTexts.FormatNameTooLong(name.Length, MaxTenantName) : null;
    }

    /// <summary>Whether OceanBase reserves the name.</summary>
    public static bool IsReservedTenantName(string name) =>
        name.StartsWith("META$", StringComparison.OrdinalIgnoreCase) || name.ToUpperInvariant() is "SYS" or "ALL" or "ALL_USER" or "ALL_META";

    internal static string? ZoneName(string name) =>
        TooLong(name.Length, MaxZoneName) ?? Forbidden(name, ForbiddenInZone, static (character, position, text) => InputTexts.FormatCharacterInZone(character, position, text));

    internal static string? UnitConfigName(string name) =>
        TooLong(name.Length, MaxUnitConfigName)
        ?? Forbidden(name, ForbiddenInUnitConfig, static (character, position, text) => InputTexts.FormatCharacterInUnitConfig(character, position, text))
        ?? (name != name.Trim() ? InputTexts.UnitConfigNameSpaces : null);

    /// <summary>
    /// Checks a backup password. The agent writes it between single quotes and does not escape single quotes in it. The error does not
    /// repeat the password.
    /// </summary>
    internal static string? Decryption(char[] secret)
    {
        if (secret.Length == 0)
        {
            return InputTexts.PasswordEmpty;
        }

        for (int i = 0; i < secret.Length; i++)
        {
            char c = secret[i];
            if (c is '\'' or '\\' || char.IsControl(c) || IsLoneSurrogate(secret, i) || IsUnseen(secret, i) || IsQuoteLike(c))
            {
                return InputTexts.FormatPasswordCharacter(Named(c), i + 1);
            }
        }

        return TooLong(secret.Length, MaxSecret);
    }

    /// <summary>
    /// Checks key management text. The agent writes it unchanged between double quotes, so double quotes in it must already be escaped. The
    /// error does not repeat the text.
    /// </summary>
    internal static string? KmsEncryptInfo(char[] secret)
    {
        for (int i = 0; i < secret.Length; i++)
        {
            char c = secret[i];
            if (c == '\\')
            {
                if (i + 1 == secret.Length)
                {
                    return InputTexts.FormatKmsBackslash(i + 1);
                }

                i++;
                c = secret[i];
                if (c is '"' or '\\')
                {
                    continue;
                }
            }

            if (c == '"')
            {
                return InputTexts.FormatKmsQuote(i + 1);
            }

            if (char.IsControl(c) || IsLoneSurrogate(secret, i) || IsUnseen(secret, i) || IsQuoteLike(c) || c is '\'' or '`')
            {
                return InputTexts.FormatKmsCharacter(Named(c), i + 1);
            }
        }

        return TooLong(secret.Length, MaxSecret);
    }

    internal static string? TooLong(int length, int max) => length > max ? InputTexts.FormatTextTooLong(length, max) : null;

    private static string? Forbidden(string text, string forbidden, Func<string, int, string, string> fault)
    {
        for (int i = 0; i < text.Length; i++)
        {
            int at = i;
            if (!IsAllowed(text, ref i, forbidden))
            {
                return fault(Named(text[at]), at + 1, TextFault.Quote(text));
            }
        }

        return null;
    }

    /// <summary>
    /// Whether a character is allowed in names and URIs. For a surrogate pair, <paramref name="i"/> moves to the second half.
    /// </summary>
    internal static bool IsAllowed(string text, ref int i, string forbidden) =>
        text[i] < 0x80 ? text[i] is >= ' ' and not (char)0x7F && forbidden.IndexOf(text[i]) < 0 : IsPlainBeyondAscii(text, ref i);

    /// <summary>
    /// Whether a character beyond ASCII is a letter, digit or mark of any script. Three kinds of characters are not allowed: characters
    /// that look like a quote or a separator, characters that a character set may convert to a quote or a separator, and invisible
    /// characters. For a surrogate pair, <paramref name="i"/> moves to the second half.
    /// </summary>
    private static bool IsPlainBeyondAscii(string text, ref int i)
    {
        UnicodeCategory category = CharUnicodeInfo.GetUnicodeCategory(text, i);
        if (IsQuoteLike(text[i]) || IsIgnorable(char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]) ? char.ConvertToUtf32(text, i) : text[i]))
        {
            return false;
        }

        bool plain = category is UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter
            or UnicodeCategory.OtherLetter or UnicodeCategory.ModifierLetter or UnicodeCategory.DecimalDigitNumber
            or UnicodeCategory.LetterNumber or UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;
        if (plain && char.IsHighSurrogate(text[i]))
        {
            i++;
        }

        return plain;
    }

    /// <summary>Quotes of other scripts, primes, and modifier letters that look like quotes.</summary>
    private static bool IsQuoteLike(char c) =>
        c is '\u00AB' or '\u00BB' or '\u00B4' or (>= '\u02B0' and <= '\u02FF') or '\u0374' or '\u0375' or '\u05F3' or '\u05F4'
            or '\u07F4' or '\u07F5' or (>= '\u2018' and <= '\u201F') or (>= '\u2032' and <= '\u2037') or '\u2039' or '\u203A'
            or '\u2057' or '\u0149' or '\u144A' or '\u16CC' or '\uA78B' or '\uA78C' or (>= '\u275B' and <= '\u2760') or (>= '\u301D' and <= '\u301F') or '\uFF02' or '\uFF07' or '\uFF40' or '\uFF3C';

    /// <summary>Characters that are letters or marks by category, but invisible: fillers, joiners, variation selectors, tags.</summary>
    private static bool IsIgnorable(int codePoint) => codePoint is 0x034F or 0x115F or 0x1160 or 0x17B4 or 0x17B5 or (>= 0x180B and <= 0x180F)
        or 0x3164 or (>= 0xFE00 and <= 0xFE0F) or 0xFFA0 or (>= 0xE0000 and <= 0xE0FFF);

    /// <summary>
    /// Characters that are invisible or change the direction of text. With them, the user sees a text that differs from the text that is
    /// sent.
    /// </summary>
    private static bool IsUnseen(char[] text, int i) =>
        char.GetUnicodeCategory(text[i]) is UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
        || (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && CharUnicodeInfo.GetUnicodeCategory(new string(text, i, 2), 0) == UnicodeCategory.Format);

    /// <summary>Half of a surrogate pair. It has no UTF-8 form, so it would become another character without an error.</summary>
    private static bool IsLoneSurrogate(char[] text, int i) =>
        char.IsHighSurrogate(text[i]) ? i + 1 == text.Length || !char.IsLowSurrogate(text[i + 1])
        : char.IsLowSurrogate(text[i]) && (i == 0 || !char.IsHighSurrogate(text[i - 1]));

    internal static string Named(char c) => c switch
    {
        '\'' => InputTexts.CharacterSingleQuote,
        '"' => InputTexts.CharacterDoubleQuote,
        '\\' => InputTexts.CharacterBackslash,
        ' ' => InputTexts.CharacterSpace,
        _ => "'" + TextFault.Show(c) + "'",
    };
}
