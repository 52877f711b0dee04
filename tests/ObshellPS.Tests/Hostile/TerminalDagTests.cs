using System.Collections.Generic;
using System.Threading.Tasks;
using Xunit;

namespace ObshellPS.Tests.Hostile;

/// <summary>Promise 15: texts from an agent cannot control the terminal. Cmdlets that read DAGs and restores.</summary>
[Trait("Promise", "15")]
[Trait("Category", "Slow")]
[Trait("Topic", "Hostile")]
public sealed class TerminalDagTests : HostileAgentTest
{
    private static readonly Dictionary<string, string> Lines = new()
    {
        ["Get-ObDag"] = "Get-ObDag; Get-ObDag 11 -Detailed; Get-ObDag 99",
        ["Get-ObDagLog"] = "Get-ObDagLog 11",
        ["Wait-ObDag"] = "Wait-ObDag 11 -TimeoutSec 2",
        ["Get-ObTenantRestore"] = "Get-ObTenantRestore; Get-ObTenantRestore rt2",
        ["Get-ObRestoreWindow"] = "Get-ObRestoreWindow file:///data/backup/data",
        ["Get-ObRestoreSource"] = "Get-ObRestoreSource file:///data/backup/data",
        ["Test-ObTenantRestore"] = "Test-ObTenantRestore @good",
    };

    public static TheoryData<string> Cmdlets => [.. Lines.Keys];

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public Task No_stream_or_error_or_question_contains_control_characters_from_an_agent(string cmdlet) => DriveAsync(cmdlet, Lines[cmdlet]);
}
