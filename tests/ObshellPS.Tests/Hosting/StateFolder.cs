using System;
using System.IO;
using System.Runtime.CompilerServices;

namespace ObshellPS.Tests.Hosting;

/// <summary>Drills without a history write their journal into the user's state folder. Each test run has its own state folder.</summary>
internal static class StateFolder
{
    public static string Path { get; } = Directory.CreateTempSubdirectory("obshellps-state-").FullName;

    [ModuleInitializer]
    internal static void Use()
    {
        TestVariables.Set(TestVariables.StateHome, Path);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(Path, recursive: true);
    }
}
