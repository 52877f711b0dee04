#if NETFRAMEWORK
namespace System.Runtime.CompilerServices;

// The compiler needs this type for `init`, and .NET Framework does not have it.
internal static class IsExternalInit
{
}
#endif
