using System.Management.Automation;
using System.Security;
using ObshellPS.Objects;

namespace ObshellPS.Binding;

/// <summary>
/// A password is a SecureString, or a credential that holds one. The binder's own error about anything else would quote it,
/// and what is passed here by mistake is most likely the password as text.
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
