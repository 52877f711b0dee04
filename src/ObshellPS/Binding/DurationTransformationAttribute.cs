using System.Globalization;
using System.Management.Automation;
using Obshell.Recovery.Drills.Planning;
using ObshellPS.Objects;

namespace ObshellPS.Binding;

/// <summary>
/// Lets a span of time be a TimeSpan or text as people write it. Not a bare number: the binder would take it for ticks of 100
/// nanoseconds. Blank and null mean "not given".
/// </summary>
internal sealed class DurationTransformationAttribute : ArgumentTransformationAttribute
{
    /// <summary>Null is a value like any other here.</summary>
    public override bool TransformNullOptionalParameters => true;

    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        var faults = new FaultList();
        TimeSpan? read = Read(inputData, "", faults);
        return faults.IsEmpty ? read : throw new ArgumentTransformationMetadataException(faults.All[0].Message);
    }

    /// <summary>One value, of a parameter or of a row.</summary>
    public static TimeSpan? Read(object? value, string parameter, FaultList faults)
    {
        if (InputValue.IsBlank(value))
        {
            return null;
        }

        switch (PropertyBag.Unwrap(value))
        {
            case TimeSpan span when span > TimeSpan.Zero:
                return span;
            case string text:
                TimeSpan? read = DrillDuration.Parse(text, out string fault);
                if (read is null)
                {
                    faults.Add("InvalidDuration", parameter, fault);
                }

                return read;
            case TimeSpan:
                faults.Add("InvalidDuration", parameter, BindingTexts.SpanNotPositive);
                return null;
            case decimal number:
                faults.Add("InvalidDuration", parameter, BindingTexts.FormatSpanDays(number.ToString(CultureInfo.InvariantCulture)));
                return null;
            case short number:
                faults.Add("InvalidDuration", parameter, BindingTexts.FormatSpanSeconds((int)number));
                return null;
            default:
                faults.Add("InvalidDuration", parameter, BindingTexts.FormatSpanWithoutUnit(DrillDuration.Forms));
                return null;
        }
    }
}
