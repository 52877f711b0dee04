using System;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Threading.Tasks;
using Obshell.Client.Framework.Checks;

namespace Obshell.Client.Framework;

/// <summary>
/// Loads the net472 folder of the staged module as Windows PowerShell does, runs each check with the given simulated clusters, and writes
/// one line for each check: PASS or FAIL with its name.
/// </summary>
internal static class Program
{
    /// <param name="arguments">The module's folder, clusters with keys of 1024, 512 and 2048 bits, and optionally files of other assemblies
    /// that are loaded first. If only the folder is given, the program runs as <see cref="WinHttpRelay"/>.</param>
    public static async Task<int> Main(string[] arguments)
    {
        foreach (string alien in arguments.Skip(4))
        {
            Assembly.LoadFrom(alien);
        }

        string folder = Path.GetFullPath(Path.Combine(arguments[0], "bin", "net472"));

        // The same steps as in ObshellPS.psm1 on the Desktop edition.
        Assembly cmdlets = Assembly.LoadFrom(Path.Combine(folder, "ObshellPS.dll"));
        cmdlets.GetType("ObshellPS.OwnFolderResolver", throwOnError: true).GetMethod("Register")!.Invoke(null, null);
        Assembly client = Assembly.LoadFrom(Path.Combine(folder, "Obshell.Client.dll"));

        // PowerShell finds our types in the imported assemblies. A compiled program must resolve them from the folder.
        string name = client.GetName().Name;
        AppDomain.CurrentDomain.AssemblyResolve += (_, request) => request.RequestingAssembly == typeof(Program).Assembly
            ? new AssemblyName(request.Name).Name == name ? client : Assembly.LoadFrom(Path.Combine(folder, new AssemblyName(request.Name).Name + ".dll"))
            : null;
        return await RunAsync(folder, arguments).ConfigureAwait(false);
    }

    /// <summary>A separate method, so that the runtime does not need our types before the handlers are registered.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Task<int> RunAsync(string folder, string[] arguments) => arguments.Length == 1 ? WinHttpRelay.RunAsync() : CheckRun.RunAsync(
        new Room(folder, arguments[1], arguments[2], arguments[3], arguments.Length > 4),
        new Func<Room, Task>[] { QueryChecks.The_SQL_library_is_not_loaded_before_a_query }
            .Concat(LoadingChecks.All).Concat(SecurityChecks.All).Concat(WireChecks.All).Concat(RouteChecks.All).Concat(RestoreChecks.All).Concat(ReportChecks.All).Concat(QueryChecks.All));
}
