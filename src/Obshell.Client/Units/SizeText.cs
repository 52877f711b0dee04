using System.Globalization;

namespace Obshell.Client.Units;

/// <summary>Sizes in the form of unit configs: <c>^[1-9]\d*[KMGTP]B?$</c> (PROTOCOL 6.1), in powers of 1024.</summary>
internal static class SizeText
{
    private const string Letters = "KMGTP";

    /// <returns>Bytes; null for any other text, and for a size that does not fit into 64 bits.</returns>
    public static long? Parse(string text)
    {
        string digits = text.EndsWith("B", StringComparison.Ordinal) ? text.Substring(0, text.Length - 1) : text;
        int step = digits.Length < 2 ? -1 : Letters.IndexOf(digits[digits.Length - 1]);
        if (step < 0 || digits[0] is not (>= '1' and <= '9')
            || !long.TryParse(digits.Substring(0, digits.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out long count))
        {
            return null;
        }

        long unit = 1L << (10 * (step + 1));
        return count > long.MaxValue / unit ? null : count * unit;
    }
}
