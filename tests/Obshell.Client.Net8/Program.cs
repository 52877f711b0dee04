using System.IO;
using System.Linq;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;
using System.Threading.Tasks;
using Obshell.Client.Framework.Checks;

namespace Obshell.Client.Framework;

/// <summary>
/// Loads the net8.0 folder of the staged module as PowerShell 7.4 does, and runs each check with the given simulated clusters.
/// </summary>
internal static class Program
{
    /// <param name="arguments">The module's folder, and clusters with keys of 1024, 512 and 2048 bits.</param>
    public static Task<int> Main(string[] arguments)
    {
        string folder = Path.GetFullPath(Path.Combine(arguments[0], "bin", "net8.0"));

        // The same steps as in ObshellPS.psm1 on the Core edition.
        MethodInfo load = Assembly.LoadFrom(Path.Combine(folder, "ObshellPS.Loader.dll"))
            .GetType("ObshellPS.Loader.ModuleLoadContext", throwOnError: true)!.GetMethod("LoadModuleAssembly")!;
        Assembly[] libraries = [(Assembly)load.Invoke(null, ["Obshell.Client"])!, (Assembly)load.Invoke(null, ["Obshell.Recovery"])!];

        // PowerShell finds our types in the imported assemblies. A compiled program must resolve them itself.
        AssemblyLoadContext.Default.Resolving += (_, name) => libraries.FirstOrDefault(l => l.GetName().Name == name.Name);
        return RunAsync(folder, arguments);
    }

    /// <summary>A separate method, so that the runtime does not need our types before the handler is registered.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Task<int> RunAsync(string folder, string[] arguments) => CheckRun.RunAsync(
        new Room(folder, arguments[1], arguments[2], arguments[3], hasAliens: false),
        [
            QueryChecks.The_SQL_library_is_not_loaded_before_a_query,
            .. Net8Checks.All.Concat(SecurityChecks.All).Concat(WireChecks.All).Concat(RestoreChecks.All).Concat(ReportChecks.All).Concat(QueryChecks.All),
        ]);
}
