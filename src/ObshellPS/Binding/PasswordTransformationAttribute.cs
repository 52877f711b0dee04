using System.Management.Automation;
using System.Security;
using ObshellPS.Objects;

namespace ObshellPS.Binding;

/// <summary>
/// A password is a SecureString, or a credential that holds one. For any other value the binder's own error would quote that value,
/// and a value that is passed here by mistake is most likely the password as text.
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
