using System.Management.Automation;
using Obshell.Client;

namespace ObshellPS.Binding;

/// <summary>
/// For parameters that accept a moment as a DateTimeOffset. It accepts the same values as -Timestamp. Without this attribute PowerShell
/// would read text without an offset in the time zone of the machine (promise 1). Blank and null mean "not given".
/// </summary>
internal sealed class MomentTransformationAttribute : ArgumentTransformationAttribute
{
    /// <summary>True: PowerShell calls <c>Transform</c> also for null.</summary>
    public override bool TransformNullOptionalParameters => true;

    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        var faults = new FaultList();
        RestorePoint? read = InputValue.Moment(inputData, "", faults);
        return faults.IsEmpty ? read?.DateTimeOffset : throw new ArgumentTransformationMetadataException(faults.All[0].Message);
    }
}
