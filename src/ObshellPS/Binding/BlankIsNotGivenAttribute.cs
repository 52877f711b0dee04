using System.Management.Automation;

namespace ObshellPS.Binding;

/// <summary>
/// Blank text means "not given". Without this attribute PowerShell turns it into 0, and for the agent 0 has another meaning.
/// </summary>
internal sealed class BlankIsNotGivenAttribute : ArgumentTransformationAttribute
{
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) =>
        InputValue.IsBlank(inputData) ? null : inputData;

    /// <summary>True: null also goes through the transformation.</summary>
    public override bool TransformNullOptionalParameters => true;
}
