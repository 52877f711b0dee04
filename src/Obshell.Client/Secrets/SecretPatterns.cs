using System.Security;
using System.Text;

namespace Obshell.Client.Secrets;

/// <summary>
/// Searches for the secrets of a connection: as plain text, in base64 and in hex. The object is made for one answer or one text and is
/// cleared immediately afterwards.
/// </summary>
internal sealed class SecretPatterns : IDisposable
{
    /// <summary>Secrets shorter than this are found by form only: if every "a" were masked, the text would be unreadable.</summary>
    public const int MinLength = 4;

    /// <summary>A base64 text shorter than this may occur by chance.</summary>
    private const int MinLengthBase64 = 6;

    /// <summary>To find a secret that is longer than this, this number of characters from its beginning or its end is enough.</summary>
    private const int MaxKnownInFull = 12;

    private readonly SentHeaders sent;
    private readonly List<char[]> patterns = [];

    /// <summary>
    /// The secrets as they were typed. The search looks for them in the original text too, because the text after a secret can change how
    /// the end of the secret is decoded. Example: a secret ends in <c>%7</c> and <c>access_key</c> follows. The decoding makes a z from
    /// <c>%7a</c>.
    /// </summary>
    private readonly List<char[]> literals = [];
    private readonly List<char[]> beyondWords = [];

    private readonly MaskingTime? time;

    /// <param name="secrets">The secrets to search for.</param>
    /// <param name="sent">The headers to search for.</param>
    /// <param name="time">The time limit for all texts together; null when each text has its own limit.</param>
    public SecretPatterns(IEnumerable<SecureString> secrets, SentHeaders sent, MaskingTime? time = null)
    {
        this.sent = sent;
        this.time = time;
        foreach (SecureString secret in secrets)
        {
            Add(secret);
        }
    }

    /// <summary>Returns the text without the secrets, and without parts that have the form of a secret.</summary>
    public string Clean(string text) => CleanByForm(Mask(text, patterns, literals));

    /// <summary>Cleans lines that belong together: a secret may be split over several lines. The number of lines stays the same.</summary>
    public string[] Clean(string[] lines)
    {
        if (lines.Length < 2)
        {
            return Array.ConvertAll(lines, Clean);
        }

        string masked = Mask(string.Join(PlainReading.LineMark.ToString(), Array.ConvertAll(lines, l => l.Replace(PlainReading.LineMark, ' '))), patterns, literals);
        return Array.ConvertAll(masked.Split(PlainReading.LineMark), CleanByForm);
    }

    /// <summary>
    /// Cleans an error code that the client uses for decisions. If a password is equal to a word of the code, such as "Existed", this word
    /// is not masked in the code.
    /// </summary>
    public string CleanCode(string code) => Mask(code, beyondWords, []);

    /// <summary>Returns the text without parts that have the form of a secret.</summary>
    public string CleanByForm(string text) => time is null ? SecretForms.Clean(text) : SecretForms.Clean(text, time);

    public void Dispose()
    {
        patterns.ForEach(PlainArray.Clear);
        patterns.Clear();
        literals.ForEach(PlainArray.Clear);
        literals.Clear();
        beyondWords.Clear();
    }

    private string Mask(string text, List<char[]> patterns, List<char[]> literals)
    {
        if (text.Length < MinLength)
        {
            return text;
        }

        List<(int Start, int End)>? found = null;
        using PlainReading? reading = PlainReading.IsPlain(text.AsSpan()) ? null : PlainReading.Of(text.AsSpan());
        ReadOnlySpan<char> letters = reading is null ? text.AsSpan() : reading.Letters;
        foreach (char[] pattern in patterns)
        {
            // A database error quotes only 80 characters of a statement. So it may contain only the beginning or the end of a long secret.
            int known = Math.Min(pattern.Length, MaxKnownInFull);
            for (int at = 0; letters.Slice(at).IndexOf(pattern.AsSpan(0, known)) is >= 0 and var next;)
            {
                int start = at + next;
                int end = start + known;
                for (int i = known; i < pattern.Length && end < letters.Length && letters[end] == pattern[i]; i++)
                {
                    end++;
                }

                (found ??= []).Add(reading?.Origin(start, end - start) ?? (start, end));
                at = end;
            }

            ReadOnlySpan<char> tail = pattern.AsSpan(pattern.Length - known);
            for (int at = 0; pattern.Length > known && letters.Slice(at).IndexOf(tail) is >= 0 and var next; at += next + known)
            {
                int start = at + next;
                int end = start + known;
                for (int i = pattern.Length - known - 1; i >= 0 && start > 0 && letters[start - 1] == pattern[i]; i--)
                {
                    start--;
                }

                (found ??= []).Add(reading?.Origin(start, end - start) ?? (start, end));
            }
        }

        foreach ((int start, int length) in sent.Find(letters))
        {
            (found ??= []).Add(reading?.Origin(start, length) ?? (start, start + length));
        }

        if (reading is not null)
        {
            foreach (char[] literal in literals)
            {
                for (int at = 0; text.AsSpan(at).IndexOf(literal) is >= 0 and var next; at += next + literal.Length)
                {
                    (found ??= []).Add((at + next, at + next + literal.Length));
                }
            }
        }

        return found is null ? text : Cut(text, found);
    }

    private static string Cut(string text, List<(int Start, int End)> found)
    {
        found.Sort();
        var shown = new StringBuilder(text.Length);
        int at = 0;
        foreach ((int start, int end) in found)
        {
            if (end <= at)
            {
                continue;
            }

            if (start >= at)
            {
                shown.Append(text, at, start - at).Append(Redactor.Mask);
            }

            // Line marks are not masked, so the number of lines stays the same.
            foreach (char c in text.AsSpan(Math.Max(start, at), end - Math.Max(start, at)))
            {
                if (c == PlainReading.LineMark)
                {
                    shown.Append(c);
                }
            }

            at = end;
        }

        return shown.Append(text, at, text.Length - at).ToString();
    }

    private void Add(SecureString secret)
    {
        char[] chars = SecretText.ToChars(secret);
        byte[] utf8 = SecretText.ToUtf8(secret);
        try
        {
            char[]? plain = Pattern(chars, MinLength);
            if (plain is null)
            {
                return;
            }

            patterns.Add(plain);
            char[] literal = PlainArray.Create<char>(chars.Length);
            Array.Copy(chars, literal, chars.Length);
            literals.Add(literal);
            if (Array.Exists(plain, c => !char.IsLetter(c)))
            {
                beyondWords.Add(plain);
            }

            AddHex(utf8);

            // In base64, other data may come before the secret, such as a user name. The length of this data decides which of three base64
            // forms the secret has.
            for (int shift = 0; shift < 3; shift++)
            {
                AddBase64(utf8, shift);
            }
        }
        finally
        {
            PlainArray.Clear(chars);
            PlainArray.Clear(utf8);
        }
    }

    private void AddHex(byte[] utf8)
    {
        foreach (string digits in new[] { "0123456789abcdef", "0123456789ABCDEF" })
        {
            char[] hex = PlainArray.Create<char>(2 * utf8.Length);
            for (int i = 0; i < utf8.Length; i++)
            {
                hex[2 * i] = digits[utf8[i] >> 4];
                hex[(2 * i) + 1] = digits[utf8[i] & 0xF];
            }

            patterns.Add(hex);
        }
    }

    /// <summary>Adds the base64 characters that do not depend on the data before and after the secret.</summary>
    private void AddBase64(byte[] utf8, int shift)
    {
        byte[] shifted = PlainArray.Create<byte>(shift + utf8.Length);
        char[] base64 = PlainArray.Create<char>((shifted.Length + 2) / 3 * 4);
        try
        {
            Buffer.BlockCopy(utf8, 0, shifted, shift, utf8.Length);
            Convert.ToBase64CharArray(shifted, 0, shifted.Length, base64, 0);
            int from = (shift * 8 + 5) / 6;
            int to = shifted.Length * 8 / 6;
            if (to - from < MinLengthBase64)
            {
                return;
            }

            Span<char> core = base64.AsSpan(from, to - from);
            patterns.Add(Pattern(core, MinLengthBase64)!);
            if (core.IndexOfAny('+', '/') >= 0)
            {
                foreach (ref char c in core)
                {
                    c = c == '+' ? '-' : c == '/' ? '_' : c;
                }

                patterns.Add(Pattern(core, MinLengthBase64)!);
            }
        }
        finally
        {
            PlainArray.Clear(shifted);
            PlainArray.Clear(base64);
        }
    }

    private static char[]? Pattern(ReadOnlySpan<char> secret, int shortest)
    {
        using PlainReading reading = PlainReading.Of(secret);
        if (reading.Letters.Length < shortest)
        {
            return null;
        }

        char[] pattern = PlainArray.Create<char>(reading.Letters.Length);
        reading.Letters.CopyTo(pattern);
        return pattern;
    }
}
