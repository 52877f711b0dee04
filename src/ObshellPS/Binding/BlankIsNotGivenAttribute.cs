using System.Management.Automation;

namespace ObshellPS.Binding;

/// <summary>
/// Blank text means "not given". Without this PowerShell makes 0 of it, and 0 has a meaning of its own for the agent.
/// </summary>
internal sealed class BlankIsNotGivenAttribute : ArgumentTransformationAttribute
{
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) =>
        InputValue.IsBlank(inputData) ? null : inputData;

    /// <summary>Null is a value like any other here.</summary>
    public override bool TransformNullOptionalParameters => true;
}
