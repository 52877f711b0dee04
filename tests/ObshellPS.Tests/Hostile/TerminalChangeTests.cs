using System.Collections.Generic;
using System.Threading.Tasks;
using Xunit;

namespace ObshellPS.Tests.Hostile;

/// <summary>Promise 15: texts from an agent cannot control the terminal. Every cmdlet that changes something, with its question.</summary>
[Trait("Promise", "15")]
[Trait("Category", "Slow")]
[Trait("Topic", "Hostile")]
public sealed class TerminalChangeTests : HostileAgentTest
{
    private static readonly Dictionary<string, string> Lines = new()
    {
        ["Stop-ObTenantRestore"] = "Stop-ObTenantRestore rt2 -Confirm",
        ["Resume-ObDag"] = "Resume-ObDag 11 -Confirm",
        ["Undo-ObDag"] = "Undo-ObDag 11 -Confirm; Get-ObDag 11 | Undo-ObDag -Confirm",
        ["Skip-ObDag"] = "Skip-ObDag 11 -Confirm",
        ["Stop-ObDag"] = "Stop-ObDag 11 -Confirm",
        ["Remove-ObTenant"] = "Get-ObTenant | Remove-ObTenant -Confirm",
        ["Remove-ObTenantRestore"] = "Remove-ObTenantRestore rt2 -Confirm",
        ["Start-ObTenantBackup"] = "Start-ObTenantBackup shop -Confirm",
        ["Stop-ObTenantBackup"] = "Start-ObTenantBackup shop -Confirm; Stop-ObTenantBackup shop -Confirm",
        ["Set-ObTenantBackup"] = "Set-ObTenantBackup shop -Archive Off -Confirm; Set-ObTenantBackup shop -DataBackupUri file:///new -Confirm",
        ["Invoke-ObApi"] = "Invoke-ObApi '/api/v1/task/dag/11?show_details=true'; Invoke-ObApi '/api/v1/task/dag/11?show_details=true' -Raw; Invoke-ObApi /api/v1/tenants/overview",
        ["Connect-ObCluster"] = "Connect-ObCluster -Server $server -Password $root",
    };

    public static TheoryData<string> Cmdlets => [.. Lines.Keys];

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public Task No_stream_or_error_or_question_contains_control_characters_from_an_agent(string cmdlet) => DriveAsync(cmdlet, Lines[cmdlet]);
}
