using System.Text;

namespace Obshell.Client.Display;

/// <summary>Joins several texts with the comma, the "and" and the space of the user's language.</summary>
public static class Listing
{
    /// <summary><c>a, b, c</c>; null and empty texts are left out.</summary>
    public static string Of(params string?[] items) => Of((IEnumerable<string?>)items);

    /// <summary><c>a, b, c</c>; null and empty texts are left out.</summary>
    public static string Of(IEnumerable<string?> items) => string.Join(DisplayTexts.Comma, Present(items));

    /// <summary>
    /// Joins things of different kinds, such as a state and a percentage; null and empty texts are left out. The items of a list have
    /// another comma in Chinese.
    /// </summary>
    public static string Clauses(params string?[] clauses) => string.Join(DisplayTexts.ClauseComma, Present(clauses));

    /// <summary><c>a, b and c</c>.</summary>
    public static string And(IEnumerable<string?> items) => WithLast(items, DisplayTexts.And);

    /// <summary><c>a, b or c</c>.</summary>
    public static string Or(IEnumerable<string?> items) => WithLast(items, DisplayTexts.Or);

    /// <summary>Joins sentences with a space. No space follows a full-width Chinese punctuation mark.</summary>
    public static string Sentences(params string?[] sentences) => Sentences((IEnumerable<string?>)sentences);

    /// <summary>Joins sentences with a space. No space follows a full-width Chinese punctuation mark.</summary>
    public static string Sentences(IEnumerable<string?> sentences)
    {
        var joined = new StringBuilder();
        foreach (string sentence in Present(sentences))
        {
            if (joined.Length > 0 && !IsFullWidth(joined[joined.Length - 1]))
            {
                joined.Append(' ');
            }

            joined.Append(sentence);
        }

        return joined.ToString();
    }

    /// <summary>A sentence without its full stop, for use before more text or before another full stop.</summary>
    public static string WithoutStop(string sentence) => sentence.Trim().TrimEnd('.', '。', ' ');

    private static bool IsFullWidth(char mark) => mark is '。' or '！' or '？' or '；' or '：' or '）';

    private static string WithLast(IEnumerable<string?> items, string word)
    {
        string[] all = Present(items);
        return all.Length < 2 ? string.Concat(all) : Joined(string.Join(DisplayTexts.Comma, all, 0, all.Length - 1), word, all[all.Length - 1]);
    }

    /// <summary>A Chinese word has a blank next to Latin letters, but not next to Chinese characters.</summary>
    private static string Joined(string before, string word, string last)
    {
        string bare = word.Trim();
        return !IsChinese(bare[0]) ? before + word + last
            : (IsChinese(before[before.Length - 1]) ? before : before + " ") + bare + (IsChinese(last[0]) ? last : " " + last);
    }

    /// <summary>True for a Chinese character and for a full-width mark.</summary>
    private static bool IsChinese(char mark) => mark is >= '\u3000' and <= '\u9FFF' or >= '\uFF00' and <= '\uFFEF';

    private static string[] Present(IEnumerable<string?> items) => [.. items.Where(i => !string.IsNullOrEmpty(i)).Select(i => i!)];
}
