using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using ObshellPS.Tests;

namespace Obshell.Client.Tests.Framework;

/// <summary>Mono, which runs the build for .NET Framework. On Windows, .NET Framework itself runs it.</summary>
internal static class Mono
{
    /// <summary>
    /// The reason to skip the tests, or null if the program can run. On a CI machine with Linux a missing Mono is a failure: see <see
    /// cref="Program"/>.
    /// </summary>
    public static string? WhyNot => OperatingSystem.IsWindows() || Find() is not null || (OperatingSystem.IsLinux() && TestVariables.IsCi)
        ? null
        : "mono is not installed (Debian: mono-runtime libmono-system-net-http4.0-cil libmono-system-componentmodel-dataannotations4.0-cil libmono-system-data4.0-cil).";

    /// <summary>The command that runs the checks.</summary>
    public static IReadOnlyList<string> Program => OperatingSystem.IsWindows()
        ? [File]
        : [Find() ?? throw new FileNotFoundException("mono is not installed, and CI must run the build for .NET Framework."), "--debug", File];

    private static string File => CheckedProgram.Metadata("FrameworkProgram");

    private static string? Find() => TestVariables.SearchPath.Split(Path.PathSeparator)
        .Where(f => f.Length > 0).Select(f => Path.Combine(f, "mono")).FirstOrDefault(System.IO.File.Exists);
}
