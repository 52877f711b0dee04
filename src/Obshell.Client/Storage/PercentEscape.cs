using System.Text;
using Obshell.Client.Input;

namespace Obshell.Client.Storage;

/// <summary>
/// One character of a storage URI that is written as <c>%XX</c>, or a percent sign that is no escape. Agents decode each once,
/// and put what comes out into a shell command (PROTOCOL 4.5); <c>+</c> stays as it is.
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

    /// <summary>Where its percent sign is, from 0.</summary>
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

    /// <returns>Why it is refused, with <c>{0}</c> for its position; null when it may go out.</returns>
    public string? Fault(string forbidden)
    {
        int i = 0;
        return length == 1 ? "The '%' at position {0} begins no escape: two hexadecimal digits must follow. Move the backup to a place without it."
            : decoded is null ? $"{Shown} at position {{0}} is not UTF-8, so agents and OceanBase may read it in different ways. Move the backup to a place without it."
            : decoded == "%" ? "%25 at position {0} is an escaped percent sign: what comes out could be decoded again, into something else. Move the backup to a place without it."
            : !TextRules.IsAllowed(decoded, ref i, forbidden)
                ? $"{Shown} at position {{0}} means {TextRules.Named(decoded[0])}, which is not allowed in a storage URI: agents decode it. Move the backup to a place without it."
            : null;
    }

    private string Shown => text.Substring(At, length);

    private static PercentEscape Read(string text, int at)
    {
        if (ByteAt(text, at) is not { } first)
        {
            return new PercentEscape(text, at, 1, null);
        }

        int most = first switch { < 0x80 => 1, >= 0xC2 and < 0xE0 => 2, >= 0xE0 and < 0xF0 => 3, >= 0xF0 and < 0xF5 => 4, _ => 0 };
        var bytes = new List<byte>(4);
        while (bytes.Count < most && ByteAt(text, at + (3 * bytes.Count)) is { } next)
        {
            bytes.Add(next);
        }

        try
        {
            string decoded = Strict.GetString([.. bytes]);
            return bytes.Count == most && most > 0 ? new PercentEscape(text, at, 3 * most, decoded) : new PercentEscape(text, at, 3, null);
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
