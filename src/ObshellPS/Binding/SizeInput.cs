using System.Globalization;
using ObshellPS.Objects;

namespace ObshellPS.Binding;

/// <summary>
/// Reads sizes that users type. <c>4G</c> is text, but PowerShell reads <c>4GB</c> as a number of bytes. The result is text in the
/// agent's format.
/// </summary>
internal static class SizeInput
{
    /// <returns>Null when no value is given. A value that is not a size is returned unchanged, and the later check reports it.</returns>
    public static string? Read(object? value)
    {
        if (InputValue.IsBlank(value))
        {
            return null;
        }

        object plain = PropertyBag.Unwrap(value)!;
        switch (plain)
        {
            case string text:
                return text.Trim().ToUpperInvariant();
            case sbyte or byte or short or ushort or int or uint or long:
                return OfBytes(Convert.ToInt64(plain, CultureInfo.InvariantCulture));
            case double or float or decimal when Convert.ToDouble(plain, CultureInfo.InvariantCulture) is var bytes && bytes == Math.Floor(bytes) && bytes is > 0 and < 9e15:
                return OfBytes((long)bytes);
            default:
                return Convert.ToString(plain, CultureInfo.InvariantCulture);
        }
    }

    private static string OfBytes(long bytes)
    {
        foreach ((int shift, char letter) in new[] { (30, 'G'), (20, 'M'), (10, 'K') })
        {
            if (bytes > 0 && bytes % (1L << shift) == 0)
            {
                return (bytes >> shift).ToString(CultureInfo.InvariantCulture) + letter;
            }
        }

        return bytes.ToString(CultureInfo.InvariantCulture);
    }
}
