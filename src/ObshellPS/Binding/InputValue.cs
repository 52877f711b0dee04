using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Security;
using Obshell.Client;
using Obshell.Client.Display;
using Obshell.Client.Secrets;
using ObshellPS.Objects;

namespace ObshellPS.Binding;

/// <summary>
/// Reads one value from a command line, a CSV cell or JSON. It does not use PowerShell's conversions, which round numbers, turn blanks into
/// 0 and accept ambiguous dates. Blank and null mean "not given"; a value that is not valid is a fault.
/// </summary>
internal static class InputValue
{
    public static bool IsBlank(object? value) => PropertyBag.Unwrap(value) switch
    {
        null or DBNull => true,
        string text => string.IsNullOrWhiteSpace(text),
        StorageUri uri => uri.Reveal().Length == 0,
        SecureString secret => secret.Length == 0,
        _ => false,
    };

    /// <summary>True for a row without any value: Excel writes such rows.</summary>
    public static bool IsBlankRow(IEnumerable<KeyValuePair<string, object?>> row) => row.All(e => IsBlank(e.Value));

    public static string? Text(object? value, string parameter, FaultList faults)
    {
        object? plain = PropertyBag.Unwrap(value);
        switch (plain)
        {
            case null:
                return null;
            case string text:
                return text.Trim().Length == 0 ? null : text.Trim();
            case StorageUri uri:
                return uri.Reveal();
            case IFormattable or bool when plain is not DateTime and not DateTimeOffset:
                return LanguagePrimitives.ConvertTo<string>(plain);
            default:
                faults.Add("InvalidValue", parameter, BindingTexts.FormatTextExpected(Kind(plain)));
                return null;
        }
    }

    public static int? Int32(object? value, string parameter, FaultList faults)
    {
        long? number = Int64(value, parameter, faults);
        if (number is < int.MinValue or > int.MaxValue)
        {
            faults.Add("InvalidNumber", parameter, BindingTexts.FormatNumberTooLarge(number));
            return null;
        }

        return (int?)number;
    }

    /// <summary>
    /// Reads an integer without loss. It refuses floating-point numbers, because they lose digits of a 19-digit SCN (trap 19).
    /// </summary>
    public static long? Int64(object? value, string parameter, FaultList faults)
    {
        switch (PropertyBag.Unwrap(value))
        {
            case null:
                return null;
            case sbyte or byte or short or ushort or int or uint or long:
                return Convert.ToInt64(PropertyBag.Unwrap(value), CultureInfo.InvariantCulture);
            case ulong big when big <= long.MaxValue:
                return (long)big;
            case decimal exact when exact == decimal.Truncate(exact) && exact is >= long.MinValue and <= long.MaxValue:
                return (long)exact;
            case double or float when Math.Abs(Convert.ToDouble(PropertyBag.Unwrap(value), CultureInfo.InvariantCulture)) is var size && size <= 9_007_199_254_740_992 && size == Math.Floor(size):
                return Convert.ToInt64(PropertyBag.Unwrap(value), CultureInfo.InvariantCulture);
            case double or float:
                double real = Convert.ToDouble(PropertyBag.Unwrap(value), CultureInfo.InvariantCulture);
                faults.Add("InvalidNumber", parameter, real != Math.Floor(real) ? BindingTexts.FormatNotAnInteger(real.ToString(CultureInfo.InvariantCulture)) : BindingTexts.FloatNotExact);
                return null;
            case decimal part when part != decimal.Truncate(part):
                faults.Add("InvalidNumber", parameter, BindingTexts.FormatNotAnInteger(part.ToString(CultureInfo.InvariantCulture)));
                return null;
            case decimal or ulong:
                faults.Add("InvalidNumber", parameter, BindingTexts.FormatNumberTooLarge(PropertyBag.Unwrap(value)));
                return null;
            case string digits when CommandArgument.IsDigits(digits.Trim()) && !long.TryParse(digits.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out _):
                faults.Add("InvalidNumber", parameter, BindingTexts.FormatNumberTooLarge(TextFault.Quote(digits.Trim())));
                return null;
            case string text when string.IsNullOrWhiteSpace(text):
                return null;
            case string text when long.TryParse(text.Trim(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long parsed):
                return parsed;
            case string text:
                faults.Add("InvalidNumber", parameter, BindingTexts.FormatNotAnInteger(TextFault.Quote(text)));
                return null;
            case var other:
                faults.Add("InvalidNumber", parameter, BindingTexts.FormatIntegerExpected(Kind(other)));
                return null;
        }
    }

    /// <summary>Reads a moment, and refuses an ambiguous one (promise 1).</summary>
    public static RestorePoint? Moment(object? value, string parameter, FaultList faults)
    {
        try
        {
            switch (PropertyBag.Unwrap(value))
            {
                case null:
                    return null;
                case string text:
                    return string.IsNullOrWhiteSpace(text) ? null : RestorePoint.Parse(text);
                case DateTimeOffset instant:
                    return RestorePoint.FromInstant(instant);
                case DateTime time:
                    return RestorePoint.FromDateTime(time);
                case RestorePoint point:
                    return point;
                case var other:
                    faults.Add("InvalidTimestamp", parameter, BindingTexts.FormatMomentExpected(Kind(other)));
                    return null;
            }
        }
        catch (ArgumentException e)
        {
            faults.Add("InvalidTimestamp", parameter, e.Message);
            return null;
        }
    }

    public static RestorePoint? Scn(object? value, string parameter, FaultList faults)
    {
        if (PropertyBag.Unwrap(value) is RestorePoint given)
        {
            return given;
        }

        if (Int64(value, parameter, faults) is not { } scn)
        {
            return null;
        }

        if (scn <= 0)
        {
            faults.Add("InvalidScn", parameter, BindingTexts.FormatNotAnScn(scn));
            return null;
        }

        return RestorePoint.FromScn(scn);
    }

    public static SecureString? Secret(object? value, string parameter, FaultList faults)
    {
        switch (PropertyBag.Unwrap(value))
        {
            case null:
                return null;
            case SecureString secret:
                return secret.Length == 0 ? null : secret;
            case PSCredential credential:
                return credential.Password;
            case string text:
                return text.Length == 0 ? null : SecretText.Protect(text);
            case var other:
                faults.Add("InvalidValue", parameter, BindingTexts.FormatSecretExpected(Kind(other)));
                return null;
        }
    }

    /// <summary>Reads a list. A single value is read as a list with one item.</summary>
    public static IEnumerable<object?> Each(object? value)
    {
        object? plain = PropertyBag.Unwrap(value);
        if (plain is IEnumerable many and not string and not IDictionary)
        {
            foreach (object? item in many)
            {
                yield return item;
            }
        }
        else if (plain is not null)
        {
            // The item is not unwrapped: the properties of a PSCustomObject are in its wrapper.
            yield return value;
        }
    }

    private static string Kind(object? value) => value switch
    {
        null => BindingTexts.KindNothing,
        IDictionary or PSCustomObject => BindingTexts.KindObject,
        IEnumerable and not string => BindingTexts.KindList,
        _ => BindingTexts.FormatKindType(value.GetType().Name),
    };
}
