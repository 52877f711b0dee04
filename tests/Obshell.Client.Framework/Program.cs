using System;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Threading.Tasks;
using Obshell.Client.Framework.Checks;

namespace Obshell.Client.Framework;

/// <summary>
/// Loads the staged module's net472 folder as Windows PowerShell would, runs each check against the simulated clusters that
/// it is given, and writes one line a check: PASS or FAIL with its name.
/// </summary>
internal static class Program
{
    /// <param name="arguments">
    /// The module's folder; clusters with keys of 1024, 512 and 2048 bits; and, if aliens shall be there first, their files. The folder
    /// alone makes it a <see cref="WinHttpRelay"/>.
    /// </param>
    public static async Task<int> Main(string[] arguments)
    {
        foreach (string alien in arguments.Skip(4))
        {
            Assembly.LoadFrom(alien);
        }

        string folder = Path.GetFullPath(Path.Combine(arguments[0], "bin", "net472"));

        // As ObshellPS.psm1 does on the Desktop edition.
        Assembly cmdlets = Assembly.LoadFrom(Path.Combine(folder, "ObshellPS.dll"));
        cmdlets.GetType("ObshellPS.OwnFolderResolver", throwOnError: true).GetMethod("Register")!.Invoke(null, null);
        Assembly client = Assembly.LoadFrom(Path.Combine(folder, "Obshell.Client.dll"));

        // PowerShell finds our types through the imported assemblies; a compiled program needs to be given the folder.
        string name = client.GetName().Name;
        AppDomain.CurrentDomain.AssemblyResolve += (_, request) => request.RequestingAssembly == typeof(Program).Assembly
            ? new AssemblyName(request.Name).Name == name ? client : Assembly.LoadFrom(Path.Combine(folder, new AssemblyName(request.Name).Name + ".dll"))
            : null;
        return await RunAsync(folder, arguments).ConfigureAwait(false);
    }

    /// <summary>Apart, so that no type of ours is looked for before the handlers are there.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Task<int> RunAsync(string folder, string[] arguments) => arguments.Length == 1 ? WinHttpRelay.RunAsync() : CheckRun.RunAsync(
        new Room(folder, arguments[1], arguments[2], arguments[3], arguments.Length > 4),
        new Func<Room, Task>[] { QueryChecks.The_SQL_library_is_not_loaded_before_a_query }
            .Concat(LoadingChecks.All).Concat(SecurityChecks.All).Concat(WireChecks.All).Concat(RouteChecks.All).Concat(RestoreChecks.All).Concat(ReportChecks.All).Concat(QueryChecks.All));
}
