using System.IO;
using System.Linq;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;
using System.Threading.Tasks;
using Obshell.Client.Framework.Checks;

namespace Obshell.Client.Framework;

/// <summary>Loads the staged module's net8.0 folder as PowerShell 7.4 would, and runs each check against the simulated clusters that it is given.</summary>
internal static class Program
{
    /// <param name="arguments">The module's folder; clusters with keys of 1024, 512 and 2048 bits.</param>
    public static Task<int> Main(string[] arguments)
    {
        string folder = Path.GetFullPath(Path.Combine(arguments[0], "bin", "net8.0"));

        // As ObshellPS.psm1 does on the Core edition.
        MethodInfo load = Assembly.LoadFrom(Path.Combine(folder, "ObshellPS.Loader.dll"))
            .GetType("ObshellPS.Loader.ModuleLoadContext", throwOnError: true)!.GetMethod("LoadModuleAssembly")!;
        Assembly[] libraries = [(Assembly)load.Invoke(null, ["Obshell.Client"])!, (Assembly)load.Invoke(null, ["Obshell.Recovery"])!];

        // PowerShell finds our types through the imported assemblies; a compiled program needs to be given the folder.
        AssemblyLoadContext.Default.Resolving += (_, name) => libraries.FirstOrDefault(l => l.GetName().Name == name.Name);
        return RunAsync(folder, arguments);
    }

    /// <summary>Apart, so that no type of ours is looked for before the handler is there.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Task<int> RunAsync(string folder, string[] arguments) => CheckRun.RunAsync(
        new Room(folder, arguments[1], arguments[2], arguments[3], hasAliens: false),
        [
            QueryChecks.The_SQL_library_is_not_loaded_before_a_query,
            .. Net8Checks.All.Concat(SecurityChecks.All).Concat(WireChecks.All).Concat(RestoreChecks.All).Concat(ReportChecks.All).Concat(QueryChecks.All),
        ]);
}
