using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Threading.Tasks;

namespace Obshell.Client.Framework.Checks;

/// <summary>Which files are in use.</summary>
internal static class LoadingChecks
{
    public static IEnumerable<Func<Room, Task>> All => [Every_file_of_the_folder_loads, The_files_in_use_are_the_modules_own];

    private static Task Every_file_of_the_folder_loads(Room room)
    {
        foreach (string file in Directory.GetFiles(room.Folder, "*.dll"))
        {
            // Its types need the engine, which is not here.
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

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static string FolderOfJson() => FolderOf(typeof(JsonSerializer));

    private static string FolderOf(Type type) => Path.GetDirectoryName(type.Assembly.Location)!;

    private static bool IsFacade(string file) => new[] { "System.ValueTuple.dll" }.Contains(Path.GetFileName(file));
}
