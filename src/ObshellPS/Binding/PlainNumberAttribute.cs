using System.Globalization;
using System.Management.Automation;
using ObshellPS.Objects;

namespace ObshellPS.Binding;

/// <summary>
/// Accepts text only if it is a number with a decimal point. PowerShell reads a comma as a thousands separator, and would read 1,5 in a CSV
/// file as 15. Blank means "not given".
/// </summary>
internal sealed class PlainNumberAttribute : ArgumentTransformationAttribute
{
    /// <summary>True: null means "not given".</summary>
    public override bool TransformNullOptionalParameters => true;

    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        if (InputValue.IsBlank(inputData))
        {
            return null;
        }

        // PowerShell reads 1,5 on the command line as a list of two numbers.
        if (PropertyBag.Unwrap(inputData) is System.Collections.ICollection)
        {
            throw new ArgumentTransformationMetadataException(BindingTexts.PlainNumberExpected);
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
