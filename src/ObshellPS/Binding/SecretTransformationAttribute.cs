using System.Management.Automation;
using System.Security;
using Obshell.Client.Secrets;

namespace ObshellPS.Binding;

/// <summary>
/// Lets a secret be a SecureString (the shown way), a PSCredential, or text as it comes out of JSON. Never throws: the
/// binder's error would quote the value.
/// </summary>
internal sealed class SecretTransformationAttribute : ArgumentTransformationAttribute
{
    /// <summary>The parameter takes a list.</summary>
    public bool Many { get; set; }

    /// <summary>Null is "not given".</summary>
    public override bool TransformNullOptionalParameters => true;

    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        var ignored = new FaultList();

        // What is empty or no secret at all stays in as an empty one: the check refuses that with the right words.
        SecureString[] secrets = [.. InputValue.Each(inputData).Select(v => InputValue.Secret(v, "", ignored) ?? SecretText.Protect(""))];
        return secrets.Length == 0 ? null
            : Many ? secrets
            : secrets[0].Length == 0 ? null : secrets[0];
    }
}
