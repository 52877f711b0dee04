#if NETFRAMEWORK
namespace System.Diagnostics.CodeAnalysis;

// Known to the compiler by name; .NET Framework has none of them.
[AttributeUsage(AttributeTargets.Parameter)]
internal sealed class NotNullWhenAttribute : Attribute
{
    public NotNullWhenAttribute(bool returnValue) => ReturnValue = returnValue;

    public bool ReturnValue { get; }
}
#endif
