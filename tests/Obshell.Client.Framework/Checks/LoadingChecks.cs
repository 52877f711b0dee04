using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Threading.Tasks;

namespace Obshell.Client.Framework.Checks;

/// <summary>Checks which assembly files are loaded.</summary>
internal static class LoadingChecks
{
    public static IEnumerable<Func<Room, Task>> All =>
    [
        Every_file_of_the_folder_loads, The_files_in_use_are_the_modules_own, The_resolver_returns_our_files_for_any_requested_version, The_resolver_returns_nothing_for_other_assemblies,
    ];

    private static Task Every_file_of_the_folder_loads(Room room)
    {
        foreach (string file in Directory.GetFiles(room.Folder, "*.dll"))
        {
            // The types of ObshellPS.dll need the PowerShell engine, which this process does not have.
            if (Path.GetFileName(file) != "ObshellPS.dll")
            {
                Expect.True(Assembly.LoadFrom(file).GetTypes().Length > 0 || IsFacade(file), file + " has no types.");
            }
        }

        return Task.CompletedTask;
    }

    private static Task The_files_in_use_are_the_modules_own(Room room)
    {
        Expect.Equal(room.Folder, FolderOf(typeof(ObConnection)));
        Expect.Equal(room.Folder, FolderOfJson());
        return Task.CompletedTask;
    }

    private static Task The_resolver_returns_our_files_for_any_requested_version(Room room)
    {
        Assembly ours = typeof(ObConnection).Assembly;
        foreach (string version in new[] { "0.0.0.1", "99.0.0.0" })
        {
            Expect.Equal(Path.Combine(room.Folder, "MySqlConnector.dll"), Resolve(room, "MySqlConnector, Version=" + version, ours)!.Location);
        }

        Expect.Equal(null, Resolve(room, "No.Such.Assembly, Version=1.0.0.0", ours));
        return Task.CompletedTask;
    }

    /// <summary>For requests from other assemblies the resolver returns null. A file or an exception would break other modules.</summary>
    private static Task The_resolver_returns_nothing_for_other_assemblies(Room room)
    {
        Assembly fromMemory = Assembly.Load(File.ReadAllBytes(Path.Combine(room.Folder, "Microsoft.Bcl.HashCode.dll")));
        AssemblyBuilder dynamic = AppDomain.CurrentDomain.DefineDynamicAssembly(new AssemblyName("Dynamic"), AssemblyBuilderAccess.Run);
        foreach (Assembly? asking in new[] { typeof(Program).Assembly, typeof(object).Assembly, fromMemory, dynamic, null })
        {
            Expect.Equal(null, Resolve(room, "MySqlConnector, Version=8.0.0.0", asking));
        }

        return Task.CompletedTask;
    }

    private static Assembly? Resolve(Room room, string name, Assembly? asking) => (Assembly?)Assembly.LoadFrom(Path.Combine(room.Folder, "ObshellPS.dll"))
        .GetType("ObshellPS.OwnFolderResolver", throwOnError: true).GetMethod("Resolve", BindingFlags.Static | BindingFlags.NonPublic)!
        .Invoke(null, [AppDomain.CurrentDomain, new ResolveEventArgs(name, asking)]);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static string FolderOfJson() => FolderOf(typeof(JsonSerializer));

    private static string FolderOf(Type type) => Path.GetDirectoryName(type.Assembly.Location)!;

    private static bool IsFacade(string file) => new[] { "System.ValueTuple.dll" }.Contains(Path.GetFileName(file));
}
