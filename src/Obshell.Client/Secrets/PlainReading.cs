using System.Globalization;
using System.Text;

namespace Obshell.Client.Secrets;

/// <summary>
/// The decoded form of a text: without line breaks, and without the escapes of JSON, URIs, HTML and SQL (doubled quotes). It also contains
/// the original position of each character. Secrets are decoded in the same way before the search. So a secret is found even if it is
/// escaped several times or contains a line break. Dispose clears the decoded text.
/// </summary>
internal sealed class PlainReading : IDisposable
{
    /// <summary>A mark between lines that are searched together. The decoding removes this mark like a line break.</summary>
    public const char LineMark = '\u001E';

    private static readonly char[] Telling = ['\\', '%', '+', '&', '\n', '\r', LineMark];

    private readonly char[] letters;
    private readonly int[] starts;
    private readonly int[] ends;
    private int length;

    private PlainReading(int capacity)
    {
        letters = PlainArray.Create<char>(capacity);
        starts = new int[capacity];
        ends = new int[capacity];
    }

    public ReadOnlySpan<char> Letters => letters.AsSpan(0, length);

    /// <summary>True when the text needs no decoding.</summary>
    public static bool IsPlain(ReadOnlySpan<char> text) =>
        text.IndexOfAny(Telling) < 0 && text.IndexOf("''".AsSpan()) < 0 && text.IndexOf("\"\"".AsSpan()) < 0;

    public static PlainReading Of(ReadOnlySpan<char> text)
    {
        using PlainReading unescaped = Unescape(text, null);
        using PlainReading decoded = Decode(unescaped);
        using PlainReading again = Unescape(decoded.Letters, decoded);
        return Unwrap(again);
    }

    /// <summary>The start and the end of a part of the decoded text, as positions in the original text.</summary>
    public (int Start, int End) Origin(int at, int count) => (starts[at], ends[at + count - 1]);

    public void Dispose() => PlainArray.Clear(letters);

    /// <summary>
    /// Removes backslash escapes. Several backslashes are read as one. This step runs before and after the other steps, because a URI may
    /// contain JSON, and JSON may contain a URI.
    /// </summary>
    private static PlainReading Unescape(ReadOnlySpan<char> text, PlainReading? from)
    {
        var plain = new PlainReading(text.Length);
        for (int i = 0; i < text.Length;)
        {
            int start = i;
            while (i < text.Length && text[i] == '\\')
            {
                i++;
            }

            if (i == text.Length)
            {
                break;
            }

            char c = text[i++];
            if (i - start > 1)
            {
                int digits = c is 'u' or 'U' ? 4 : c is 'x' or 'X' ? 2 : 0;
                if (digits > 0 && HexAt(text, i, digits) is { } code)
                {
                    c = (char)code;
                    i += digits;
                }
                else if (c is 'n' or 'r')
                {
                    c = '\n';
                }
            }

            plain.Add(c, from?.starts[start] ?? start, from?.ends[i - 1] ?? i);
        }

        return plain;
    }

    /// <summary>Decodes %26, %2526 and &amp;amp;.</summary>
    private static PlainReading Decode(PlainReading from)
    {
        ReadOnlySpan<char> text = from.Letters;
        var plain = new PlainReading(text.Length);
        for (int i = 0; i < text.Length;)
        {
            int start = i;
            if (text[i] == '%' && ByteAt(text, ref i) is { } first)
            {
                DecodeBytes(text, first, start, ref i, from, plain);
            }
            else if (text[i] == '&' && EntityAt(text, ref i) is { } entity)
            {
                plain.Add(entity, from.starts[start], from.ends[i - 1]);
            }
            else
            {
                plain.Add(text[i], from.starts[i], from.ends[i]);
                i++;
            }
        }

        return plain;
    }

    private static void DecodeBytes(ReadOnlySpan<char> text, byte first, int start, ref int i, PlainReading from, PlainReading plain)
    {
        int more = first >= 0xF0 ? 3 : first >= 0xE0 ? 2 : first >= 0xC0 ? 1 : 0;
        byte[] bytes = new byte[1 + more];
        bytes[0] = first;
        int have = 1;
        while (have <= more && i < text.Length && text[i] == '%' && ByteAt(text, ref i) is { } next)
        {
            bytes[have++] = next;
        }

        char[] chars = new char[bytes.Length];
        int count = Encoding.UTF8.GetChars(bytes, 0, have, chars, 0);
        for (int c = 0; c < count; c++)
        {
            plain.Add(chars[c], from.starts[start], from.ends[i - 1]);
        }
    }

    /// <summary>
    /// Removes white space that contains a line break, because long text is wrapped there. A doubled quote becomes one quote. A + becomes a
    /// space, as in the encoding of HTML forms.
    /// </summary>
    private static PlainReading Unwrap(PlainReading from)
    {
        ReadOnlySpan<char> text = from.Letters;
        var plain = new PlainReading(text.Length);
        for (int i = 0; i < text.Length;)
        {
            int end = i;
            bool breaks = false;
            while (end < text.Length && (text[end] is ' ' or '\t' or '\r' or '\n' or LineMark))
            {
                breaks |= text[end++] is '\r' or '\n' or LineMark;
            }

            if (breaks)
            {
                i = end;
                continue;
            }

            char c = text[i];
            int start = i++;
            while (c is '\'' or '"' && i < text.Length && text[i] == c)
            {
                i++;
            }

            plain.Add(c == '+' ? ' ' : c, from.starts[start], from.ends[i - 1]);
        }

        return plain;
    }

    private static byte? ByteAt(ReadOnlySpan<char> text, ref int at)
    {
        int i = at + 1;
        while (i + 3 < text.Length && text[i] == '2' && text[i + 1] == '5' && HexAt(text, i + 2, 2) is not null)
        {
            i += 2;
        }

        if (HexAt(text, i, 2) is not { } value)
        {
            return null;
        }

        at = i + 2;
        return (byte)value;
    }

    private static char? EntityAt(ReadOnlySpan<char> text, ref int at)
    {
        int end = text.Slice(at, Math.Min(8, text.Length - at)).IndexOf(';');
        if (end < 3)
        {
            return null;
        }

        string name = text.Slice(at + 1, end - 1).ToString();
        char? entity = name switch
        {
            "amp" => '&',
            "lt" => '<',
            "gt" => '>',
            "quot" => '"',
            "apos" => '\'',
            _ when name.StartsWith("#x", StringComparison.OrdinalIgnoreCase) && ushort.TryParse(name.Substring(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ushort hex) => (char)hex,
            _ when name[0] == '#' && ushort.TryParse(name.Substring(1), NumberStyles.None, CultureInfo.InvariantCulture, out ushort code) => (char)code,
            _ => null,
        };
        if (entity is not null)
        {
            at += end + 1;
        }

        return entity;
    }

    private static int? HexAt(ReadOnlySpan<char> text, int at, int digits)
    {
        if (at + digits > text.Length)
        {
            return null;
        }

        int value = 0;
        foreach (char c in text.Slice(at, digits))
        {
            int digit = c is >= '0' and <= '9' ? c - '0' : (c | 0x20) is >= 'a' and <= 'f' ? (c | 0x20) - 'a' + 10 : -1;
            if (digit < 0)
            {
                return null;
            }

            value = (value * 16) + digit;
        }

        return value;
    }

    private void Add(char letter, int start, int end)
    {
        letters[length] = letter;
        starts[length] = start;
        ends[length] = end;
        length++;
    }
}
