using System.Linq;
using System.Reflection;
using System.Runtime.Loader;

namespace ObshellPS.Windows;

/// <summary>
/// Replaces <c>dotnet assembly.dll arguments</c>. NuGet has only runtimes and no dotnet.exe, but the tests start the simulator with dotnet.
/// </summary>
internal static class Program
{
    public static int Main(string[] arguments)
    {
        var files = new AssemblyDependencyResolver(arguments[0]);
        AssemblyLoadContext.Default.Resolving += (context, name) => files.ResolveAssemblyToPath(name) is { } path ? context.LoadFromAssemblyPath(path) : null;
        object? end = Assembly.LoadFrom(arguments[0]).EntryPoint!.Invoke(null, [arguments.Skip(1).ToArray()]);
        return end is int code ? code : 0;
    }
}
