#if NETFRAMEWORK
namespace System.Runtime.CompilerServices;

// The compiler asks for this type to exist before it allows `init`; .NET Framework has none.
internal static class IsExternalInit
{
}
#endif
