using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using ObshellPS.Tests;

namespace Obshell.Client.Tests.Framework;

/// <summary>Mono, which runs the build for .NET Framework where there is no Windows; and .NET Framework itself where there is.</summary>
internal static class Mono
{
    /// <summary>Null where the program can be run. On a CI machine with Linux its absence is a failure: see <see cref="Program"/>.</summary>
    public static string? WhyNot => OperatingSystem.IsWindows() || Find() is not null || (OperatingSystem.IsLinux() && TestVariables.IsCi)
        ? null
        : "mono is not installed (Debian: mono-runtime libmono-system-net-http4.0-cil libmono-system-componentmodel-dataannotations4.0-cil libmono-system-data4.0-cil).";

    /// <summary>What runs the checks.</summary>
    public static IReadOnlyList<string> Program => OperatingSystem.IsWindows()
        ? [File]
        : [Find() ?? throw new FileNotFoundException("mono is not installed, and CI must run the build for .NET Framework."), "--debug", File];

    private static string File => CheckedProgram.Metadata("FrameworkProgram");

    private static string? Find() => TestVariables.SearchPath.Split(Path.PathSeparator)
        .Where(f => f.Length > 0).Select(f => Path.Combine(f, "mono")).FirstOrDefault(System.IO.File.Exists);
}
