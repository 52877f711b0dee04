using System.Collections.Generic;
using System.Threading.Tasks;
using Xunit;

namespace ObshellPS.Tests.Hostile;

/// <summary>Promise 15: texts from an agent cannot control the terminal. Cmdlets that read the cluster.</summary>
[Trait("Promise", "15")]
[Trait("Category", "Slow")]
[Trait("Topic", "Hostile")]
public sealed class TerminalReadTests : HostileAgentTest
{
    private static readonly Dictionary<string, string> Lines = new()
    {
        ["Get-ObTenant"] = "Get-ObTenant; Get-ObTenant sys -Detailed; Get-ObTenant absent",
        ["Get-ObTenantBackup"] = "Get-ObTenantBackup; Get-ObTenantBackup absent",
        ["Test-ObTenantBackup"] = "Test-ObTenantBackup -TargetRpo 1m -MaxBackupAge 1h; (Test-ObTenantBackup).Findings",
        ["Get-ObZone"] = "Get-ObZone; Get-ObZone nowhere",
        ["Get-ObUnitConfig"] = "Get-ObUnitConfig",
        ["Get-ObAgent"] = "Get-ObAgent",
        ["Get-ObConnection"] = "Get-ObConnection",
    };

    public static TheoryData<string> Cmdlets => [.. Lines.Keys];

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public Task No_stream_or_error_or_question_contains_control_characters_from_an_agent(string cmdlet) => DriveAsync(cmdlet, Lines[cmdlet]);
}
