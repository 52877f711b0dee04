using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Threading.Tasks;
using Obshell.Client.Framework.Checks;

namespace Obshell.Client.Framework;

/// <summary>
/// Loads the staged module's net472 folder as Windows PowerShell would, runs each check against the simulated clusters that
/// it is told of, and writes one line a check: PASS or FAIL with its name.
/// </summary>
internal static class Program
{
    /// <param name="arguments">
    /// The module's folder; clusters with keys of 1024, 512 and 2048 bits; and, if aliens shall be there first, their files.
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

        // PowerShell finds our types through the imported assemblies; a compiled program needs to be told.
        string name = client.GetName().Name;
        AppDomain.CurrentDomain.AssemblyResolve += (_, request) => request.RequestingAssembly == typeof(Program).Assembly
            ? new AssemblyName(request.Name).Name == name ? client : Assembly.LoadFrom(Path.Combine(folder, new AssemblyName(request.Name).Name + ".dll"))
            : null;
        return await RunAsync(folder, arguments).ConfigureAwait(false);
    }

    /// <summary>Apart, so that no type of ours is looked for before the handlers are there.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task<int> RunAsync(string folder, string[] arguments)
    {
        var room = new Room(folder, arguments[1], arguments[2], arguments[3], arguments.Length > 4);
        int failed = 0;
        foreach (KeyValuePair<string, Func<Room, Task>> check in All)
        {
            try
            {
                Task limit = Task.Delay(TimeSpan.FromSeconds(60));
                Task work = check.Value(room);
                if (await Task.WhenAny(work, limit).ConfigureAwait(false) == limit)
                {
                    throw new TimeoutException("The check did not end within 60 s.");
                }

                await work.ConfigureAwait(false);
                Console.WriteLine("PASS " + check.Key);
            }
            catch (Exception e)
            {
                failed++;
                Console.WriteLine("FAIL " + check.Key + ": " + e.ToString().Replace("\r", "").Replace('\n', ' '));
            }
        }

        return failed;
    }

    private static IEnumerable<KeyValuePair<string, Func<Room, Task>>> All =>
        new Func<Room, Task>[] { QueryChecks.The_SQL_library_is_not_loaded_before_a_query }
            .Concat(LoadingChecks.All).Concat(SecurityChecks.All).Concat(WireChecks.All).Concat(RouteChecks.All).Concat(RestoreChecks.All).Concat(ReportChecks.All).Concat(QueryChecks.All)
            .Select(c => new KeyValuePair<string, Func<Room, Task>>(c.Method.Name, c));
}
