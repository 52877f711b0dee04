using System;
using System.Collections.Generic;

namespace Obshell.Client.Tests.Framework;

/// <summary>A run of tests/Obshell.Client.Net8: the build for PowerShell 7, on the runtime of PowerShell 7.4.</summary>
public sealed class Net8Run : CheckedRun
{
    protected override IReadOnlyList<string> Program => [CheckedProgram.Metadata("Net8Program") + (OperatingSystem.IsWindows() ? ".exe" : "")];
}
