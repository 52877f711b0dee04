using System.Management.Automation;
using System.Security;
using ObshellPS.Objects;

namespace ObshellPS.Binding;

/// <summary>
/// Accepts a password as a SecureString or a PSCredential. A wrong value is most likely the password as text, and PowerShell's own error
/// would quote it.
/// </summary>
internal sealed class PasswordTransformationAttribute : ArgumentTransformationAttribute
{
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) => PropertyBag.Unwrap(inputData) switch
    {
        null => null,
        SecureString secret => secret,
        PSCredential credential => credential.Password,
        _ => throw new ArgumentTransformationMetadataException(
            BindingTexts.PasswordExpected),
    };
}
