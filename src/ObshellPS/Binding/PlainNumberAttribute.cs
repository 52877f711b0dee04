using System.Globalization;
using System.Management.Automation;
using ObshellPS.Objects;

namespace ObshellPS.Binding;

/// <summary>
/// Text as a number with a decimal point and nothing else: PowerShell takes a comma for a separator of thousands, and
/// makes 15 of the 1,5 of a CSV file. Blank means "not given".
/// </summary>
internal sealed class PlainNumberAttribute : ArgumentTransformationAttribute
{
    /// <summary>Null is "not given".</summary>
    public override bool TransformNullOptionalParameters => true;

    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        if (InputValue.IsBlank(inputData))
        {
            return null;
        }

        if (PropertyBag.Unwrap(inputData) is not string text)
        {
            return inputData;
        }

        return double.TryParse(text.Trim(), NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out double number)
            ? number
            : throw new ArgumentTransformationMetadataException(BindingTexts.PlainNumberExpected);
    }
}
