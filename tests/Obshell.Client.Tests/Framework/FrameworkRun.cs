using System.Collections.Generic;
using System.Threading.Tasks;

namespace Obshell.Client.Tests.Framework;

/// <summary>A run of tests/Obshell.Client.Framework: the build for Windows PowerShell.</summary>
public sealed class FrameworkRun : CheckedRun
{
    protected override IReadOnlyList<string> Program => Mono.Program;

    public override Task InitializeAsync() => Mono.WhyNot is null ? base.InitializeAsync() : Task.CompletedTask;
}
