using System;
using System.Collections.Generic;
using System.IO;

namespace Obshell.Client.Tests.Framework;

/// <summary>
/// The program that runs the build for .NET Framework with WinHTTP: Windows itself, or Wine that <c>.ci/windows --prepare</c> has prepared.
/// </summary>
internal static class Wine
{
    private static readonly string Starter = Path.Combine(CheckedProgram.Metadata("RepoRoot"), "out", "windows", "run");

    /// <summary>The reason to skip the tests, or null if WinHTTP is available.</summary>
    public static string? WhyNot => OperatingSystem.IsWindows() || File.Exists(Starter) ? null : "there is no WinHTTP: neither Windows nor Wine (bash .ci/windows --prepare).";

    /// <summary>On Windows, this is .NET Framework itself. In Wine, it is .NET 10, which loads the same files.</summary>
    public static IReadOnlyList<string> Program { get; } = OperatingSystem.IsWindows()
        ? [CheckedProgram.Metadata("FrameworkProgram")]
        : [Starter, "wine", "dotnet", CheckedProgram.Metadata("FrameworkProgram")];
}
