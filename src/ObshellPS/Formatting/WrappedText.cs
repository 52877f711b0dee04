using System.Text;

namespace ObshellPS.Formatting;

/// <summary>
/// Wraps text between words. Chinese text has no spaces, so it is wrapped between any two characters. A Chinese character is two columns
/// wide.
/// </summary>
internal static class WrappedText
{
    private const string NeverFirst = "\uFF0C\u3002\uFF1A\uFF1B\uFF09\u3001\uFF01";

    /// <param name="text">One line.</param>
    /// <param name="width">The number of columns.</param>
    public static List<string> Of(string text, int width)
    {
        var lines = new List<string>();
        var line = new StringBuilder();
        int columns = 0;
        bool hasGap = false;
        foreach (string piece in Pieces(text))
        {
            if (piece == " ")
            {
                hasGap = columns > 0;
                continue;
            }

            int wide = Columns(piece);
            int gap = hasGap ? 1 : 0;
            if (columns > 0 && columns + gap + wide > width)
            {
                lines.Add(line.ToString());
                line.Clear();
                columns = gap = 0;
            }

            line.Append(' ', gap).Append(piece);
            columns += gap + wide;
            hasGap = false;
        }

        lines.Add(line.ToString());
        return lines;
    }

    private static IEnumerable<string> Pieces(string text)
    {
        int from = 0;
        for (int i = 1; i <= text.Length; i++)
        {
            if (i < text.Length && !IsBreak(text[i - 1], text[i]))
            {
                continue;
            }

            yield return text.Substring(from, i - from);
            from = i;
        }
    }

    private static bool IsBreak(char before, char after) =>
        before == ' ' || after == ' ' || ((IsWide(before) || IsWide(after)) && !char.IsLowSurrogate(after) && NeverFirst.IndexOf(after) < 0);

    private static int Columns(string text) => text.Sum(c => IsWide(c) ? 2 : 1);

    private static bool IsWide(char c) => c >= '\u1100';
}
