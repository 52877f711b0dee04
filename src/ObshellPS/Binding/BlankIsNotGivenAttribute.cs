using System.Management.Automation;

namespace ObshellPS.Binding;

/// <summary>
/// Blank text means "not given". Without this attribute PowerShell converts blank text to 0, and for the agent 0 has another meaning.
/// </summary>
internal sealed class BlankIsNotGivenAttribute : ArgumentTransformationAttribute
{
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) =>
        InputValue.IsBlank(inputData) ? null : inputData;

    /// <summary>True: PowerShell calls <c>Transform</c> also for null.</summary>
    public override bool TransformNullOptionalParameters => true;
}
