using System;
using System.Collections.Generic;
using System.IO;

namespace Obshell.Client.Tests.Framework;

/// <summary>What runs the build for .NET Framework where WinHTTP is: Windows itself, or Wine as <c>.ci/windows --prepare</c> has made it ready.</summary>
internal static class Wine
{
    private static readonly string Starter = Path.Combine(CheckedProgram.Metadata("RepoRoot"), "out", "windows", "run");

    /// <summary>Null where there is WinHTTP.</summary>
    public static string? WhyNot => OperatingSystem.IsWindows() || File.Exists(Starter) ? null : "there is no WinHTTP: neither Windows nor Wine (bash .ci/windows --prepare).";

    /// <summary>On Windows .NET Framework itself; under Wine .NET 10, which loads the same files.</summary>
    public static IReadOnlyList<string> Program { get; } = OperatingSystem.IsWindows()
        ? [CheckedProgram.Metadata("FrameworkProgram")]
        : [Starter, "wine", "dotnet", CheckedProgram.Metadata("FrameworkProgram")];
}
