using System.Text;
using Obshell.Client.Input;

namespace Obshell.Client.Storage;

/// <summary>
/// One character of a storage URI in the form <c>%XX</c>, or a percent sign that does not begin an escape. Agents decode each escape once
/// and write the result into a shell command (PROTOCOL 4.5). A <c>+</c> stays unchanged.
/// </summary>
internal readonly struct PercentEscape
{
    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    private readonly string text;
    private readonly int length;
    private readonly string? decoded;

    private PercentEscape(string text, int at, int length, string? decoded)
    {
        this.text = text;
        At = at;
        this.length = length;
        this.decoded = decoded;
    }

    /// <summary>The position of the percent sign, from 0.</summary>
    public int At { get; }

    public static IEnumerable<PercentEscape> AllOf(string text)
    {
        for (int i = text.IndexOf('%'); i >= 0; i = text.IndexOf('%', i))
        {
            PercentEscape one = Read(text, i);
            yield return one;
            i += one.length;
            if (i >= text.Length)
            {
                yield break;
            }
        }
    }

    /// <param name="forbidden">Characters that the result must not contain.</param>
    /// <param name="position">The position in the text as the user typed it.</param>
    /// <returns>Why the escape is refused; null when it may be sent.</returns>
    public string? Fault(string forbidden, int position)
    {
        int i = 0;
        return length == 1 ? StorageTexts.FormatEscapeIncomplete(position)
            : decoded is null ? StorageTexts.FormatEscapeNotUtf8(Shown, position)
            : decoded == "%" ? StorageTexts.FormatEscapeOfPercent(position)
            : !TextRules.IsAllowed(decoded, ref i, forbidden)
                ? StorageTexts.FormatEscapeOfCharacter(Shown, position, TextRules.Named(decoded[0]))
            : null;
    }

    private string Shown => text.Substring(At, length);

    private static PercentEscape Read(string text, int at)
    {
        if (ByteAt(text, at) is not { } first)
        {
            return new PercentEscape(text, at, 1, null);
        }

        int size = first switch { < 0x80 => 1, >= 0xC2 and < 0xE0 => 2, >= 0xE0 and < 0xF0 => 3, >= 0xF0 and < 0xF5 => 4, _ => 0 };
        var bytes = new List<byte>(4);
        while (bytes.Count < size && ByteAt(text, at + (3 * bytes.Count)) is { } next)
        {
            bytes.Add(next);
        }

        try
        {
            string decoded = Strict.GetString([.. bytes]);
            return bytes.Count == size && size > 0 ? new PercentEscape(text, at, 3 * size, decoded) : new PercentEscape(text, at, 3, null);
        }
        catch (ArgumentException)
        {
            return new PercentEscape(text, at, 3, null);
        }
    }

    private static byte? ByteAt(string text, int at) =>
        at + 2 < text.Length && text[at] == '%' && Digit(text[at + 1]) is >= 0 and var high && Digit(text[at + 2]) is >= 0 and var low ? (byte)((high << 4) | low) : null;

    private static int Digit(char c) => c switch
    {
        >= '0' and <= '9' => c - '0',
        >= 'A' and <= 'F' => c - 'A' + 10,
        >= 'a' and <= 'f' => c - 'a' + 10,
        _ => -1,
    };
}
