#if NETFRAMEWORK
namespace System.Diagnostics.CodeAnalysis;

// The compiler finds these attributes by name. .NET Framework does not have them.
[AttributeUsage(AttributeTargets.Parameter)]
internal sealed class NotNullWhenAttribute : Attribute
{
    public NotNullWhenAttribute(bool returnValue) => ReturnValue = returnValue;

    public bool ReturnValue { get; }
}
#endif
