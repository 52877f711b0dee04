using System.Management.Automation;
using System.Security;
using Obshell.Client.Secrets;

namespace ObshellPS.Binding;

/// <summary>
/// Accepts a secret as a SecureString (as the help shows), as a PSCredential, or as text from JSON. It never throws, because PowerShell's
/// error would quote the value.
/// </summary>
internal sealed class SecretTransformationAttribute : ArgumentTransformationAttribute
{
    /// <summary>True if the parameter accepts a list.</summary>
    public bool Many { get; set; }

    /// <summary>True: null means "not given".</summary>
    public override bool TransformNullOptionalParameters => true;

    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        var ignored = new FaultList();

        // A value that is empty or not a secret becomes an empty secret in the list. The later check refuses it with the
        // correct message.
        SecureString[] secrets = [.. InputValue.Each(inputData).Select(v => InputValue.Secret(v, "", ignored) ?? SecretText.Protect(""))];
        return secrets.Length == 0 ? null
            : Many ? secrets
            : secrets[0].Length == 0 ? null : secrets[0];
    }
}
