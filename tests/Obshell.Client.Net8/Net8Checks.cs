using System;
using System.Collections.Generic;
using System.IO;
using System.Reflection;
using System.Runtime.Loader;
using System.Threading.Tasks;

namespace Obshell.Client.Framework.Checks;

/// <summary>Checks the version of the runtime and which assembly files are loaded.</summary>
internal static class Net8Checks
{
    public static IEnumerable<Func<Room, Task>> All => [The_runtime_is_NET_8, Every_file_of_the_folder_loads, The_files_in_use_are_the_modules_own, A_GET_with_a_body_is_answered];

    private static Task The_runtime_is_NET_8(Room room)
    {
        Expect.Equal(8, Environment.Version.Major);
        return Task.CompletedTask;
    }

    private static Task Every_file_of_the_folder_loads(Room room)
    {
        AssemblyLoadContext ours = AssemblyLoadContext.GetLoadContext(typeof(ObConnection).Assembly)!;
        foreach (string file in Directory.GetFiles(room.Folder, "*.dll"))
        {
            // The types of the cmdlets need the PowerShell engine, which this process does not have. The loader is not in the load context
            // of the module.
            string name = Path.GetFileNameWithoutExtension(file);
            if (name is not ("ObshellPS" or "ObshellPS.Loader"))
            {
                Assembly loaded = ours.LoadFromAssemblyName(new AssemblyName(name));
                Expect.Equal(file, loaded.Location);
                Expect.True(loaded.GetTypes().Length > 0, file + " has no types.");
            }
        }

        return Task.CompletedTask;
    }

    private static Task The_files_in_use_are_the_modules_own(Room room)
    {
        Expect.Equal(Path.Combine(room.Folder, "Obshell.Client.dll"), typeof(ObConnection).Assembly.Location);
        Expect.Equal("ObshellPS", AssemblyLoadContext.GetLoadContext(typeof(ObConnection).Assembly)!.Name);
        return Task.CompletedTask;
    }

    private static async Task A_GET_with_a_body_is_answered(Room room)
    {
        using ObConnection connection = await room.ConnectAsync().ConfigureAwait(false);
        Expect.Equal(1, (await new ObshellClient(connection).Backups.ReadWindowsAsync(new StorageUri("file:///data/backup/data")).ConfigureAwait(false)).Length);
    }
}
