using System.Globalization;
using System.Management.Automation;
using Obshell.Client.Display;
using Obshell.Recovery.Durations;
using ObshellPS.Objects;

namespace ObshellPS.Binding;

/// <summary>
/// For all parameters that accept a time span: a TimeSpan, a number of seconds, or text such as <c>30m</c>. Without this attribute
/// PowerShell would read a number as ticks of 100 nanoseconds. Blank and null mean "not given".
/// </summary>
internal sealed class DurationTransformationAttribute : ArgumentTransformationAttribute
{
    /// <summary>True: PowerShell calls <c>Transform</c> also for null.</summary>
    public override bool TransformNullOptionalParameters => true;

    /// <summary>The shortest span in seconds; default: any span longer than zero.</summary>
    public double MinSeconds { get; set; } = double.Epsilon;

    /// <summary>The longest span in seconds; default: the limit of TimeSpan.</summary>
    public double MaxSeconds { get; set; } = double.MaxValue;

    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        var faults = new FaultList();
        TimeSpan? read = Read(inputData, "", faults, MinSeconds, MaxSeconds);
        return faults.IsEmpty ? read : throw new ArgumentTransformationMetadataException(faults.All[0].Message);
    }

    /// <summary>Reads one value of a parameter or a row.</summary>
    public static TimeSpan? Read(object? value, string parameter, FaultList faults, double minSeconds = double.Epsilon, double maxSeconds = double.MaxValue)
    {
        if (InputValue.IsBlank(value))
        {
            return null;
        }

        string fault = "";
        TimeSpan? read = PropertyBag.Unwrap(value) switch
        {
            TimeSpan span => span,
            string text => DurationText.Parse(text, out fault),
            { } number when IsNumber(number) => OfNumber(value!, number, out fault),
            var other => NotASpan(other!, out fault),
        };
        if (read is { } found && (found.TotalSeconds < minSeconds || found.TotalSeconds > maxSeconds))
        {
            fault = found.TotalSeconds > maxSeconds ? DurationInputTexts.FormatTooLong(Amounts.Of(found), Amounts.Of(TimeSpan.FromSeconds(maxSeconds)))
                : minSeconds > double.Epsilon ? DurationInputTexts.FormatTooShort(Amounts.Of(found), Amounts.Of(TimeSpan.FromSeconds(minSeconds)))
                : DurationInputTexts.NotPositive;
        }

        if (fault.Length > 0)
        {
            faults.Add("InvalidDuration", parameter, fault);
            return null;
        }

        return read;
    }

    /// <summary>
    /// PowerShell reads <c>1d</c> and <c>30s</c> without quotes as the numbers 1 and 30. For an argument on the command line, PowerShell
    /// also keeps the typed text. For a value in a hashtable or a variable, this text is lost. So a decimal there may come from <c>1d</c>,
    /// which meant one day.
    /// </summary>
    private static TimeSpan? OfNumber(object given, object number, out string fault)
    {
        string plain = Convert.ToString(number, CultureInfo.InvariantCulture)!;
        string typed = given is PSObject ? given.ToString()! : plain;
        if (typed != plain && typed.Length > 0 && char.IsLetter(typed[typed.Length - 1]))
        {
            return DurationText.ParseWithUnit(typed, out fault);
        }

        if (number is decimal)
        {
            fault = DurationInputTexts.FormatDecimal(plain);
            return null;
        }

        return DurationText.OfSeconds(Convert.ToDouble(number, CultureInfo.InvariantCulture), out fault);
    }

    private static TimeSpan? NotASpan(object value, out string fault)
    {
        fault = DurationInputTexts.FormatNotASpan(value.GetType().Name, DurationText.Forms);
        return null;
    }

    private static bool IsNumber(object value) => value is sbyte or byte or short or ushort or int or uint or long or ulong or float or double or decimal;
}
