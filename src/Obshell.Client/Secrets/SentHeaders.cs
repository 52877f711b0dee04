using System.Diagnostics;

namespace Obshell.Client.Secrets;

/// <summary>
/// The login headers that were sent recently. Anyone who has a header can use it for one address until it expires, and agents may quote the
/// headers that they received. So these headers are masked. They can stay in memory, because they are encrypted.
/// </summary>
internal sealed class SentHeaders
{
    /// <summary>
    /// A part of a header with this number of characters does not occur in other text by chance. With six bits for each character, such a
    /// part fits into 64 bits.
    /// </summary>
    private const int Known = 10;

    /// <summary>The lifetime of a header, and some time for the answer.</summary>
    private static readonly long Kept = 120 * Stopwatch.Frequency;

    private readonly Dictionary<ulong, (string Header, bool IsEnd)> ends = [];
    private readonly Queue<(ulong Key, long Since)> order = new();
    private readonly object gate = new();

    public void Add(string header)
    {
        string letters = header.TrimEnd('=');
        if (letters.Length < 2 * Known)
        {
            return;
        }

        lock (gate)
        {
            long now = Stopwatch.GetTimestamp();
            while (order.Count > 0 && now - order.Peek().Since > Kept)
            {
                ends.Remove(order.Dequeue().Key);
            }

            Add(KeyOf(letters, 0), (letters, false), now);
            Add(KeyOf(letters, letters.Length - Known), (letters, true), now);
        }
    }

    /// <summary>
    /// Finds whole headers in a text, and beginnings and ends of headers. A part from the middle of a header is useless for an attacker.
    /// </summary>
    /// <param name="letters">The text without escapes; a space may be a plus sign.</param>
    public IEnumerable<(int Start, int Length)> Find(ReadOnlySpan<char> letters)
    {
        List<(int, int)>? found = null;
        ulong key = 0;
        int run = 0;
        for (int i = 0; i < letters.Length; i++)
        {
            int symbol = SymbolOf(letters[i]);
            run = symbol < 0 ? 0 : run + 1;
            key = ((key << 6) | (uint)Math.Max(0, symbol)) & ((1UL << (6 * Known)) - 1);
            if (run >= Known && Lookup(key) is { } match)
            {
                int start = i - Known + 1;
                int end = i + 1;
                string header = match.Header;
                for (int h = header.Length - Known - 1; match.IsEnd && h >= 0 && start > 0 && IsSame(letters[start - 1], header[h]); h--)
                {
                    start--;
                }

                for (int h = Known; !match.IsEnd && h < header.Length && end < letters.Length && IsSame(letters[end], header[h]); h++)
                {
                    end++;
                }

                (found ??= []).Add((start, end - start));
            }
        }

        return found ?? (IEnumerable<(int, int)>)[];
    }

    private void Add(ulong key, (string Header, bool IsEnd) header, long now)
    {
        ends[key] = header;
        order.Enqueue((key, now));
    }

    private (string Header, bool IsEnd)? Lookup(ulong key)
    {
        lock (gate)
        {
            return ends.TryGetValue(key, out (string Header, bool IsEnd) match) ? match : null;
        }
    }

    private static ulong KeyOf(string header, int at)
    {
        ulong key = 0;
        for (int i = at; i < at + Known; i++)
        {
            key = (key << 6) | (uint)SymbolOf(header[i]);
        }

        return key;
    }

    private static bool IsSame(char left, char right) => SymbolOf(left) == SymbolOf(right);

    /// <summary>The value of a base64 character, in both alphabets; negative for other characters.</summary>
    private static int SymbolOf(char c) => c switch
    {
        >= 'A' and <= 'Z' => c - 'A',
        >= 'a' and <= 'z' => c - 'a' + 26,
        >= '0' and <= '9' => c - '0' + 52,
        '+' or '-' or ' ' => 62,
        '/' or '_' => 63,
        _ => -1,
    };
}
