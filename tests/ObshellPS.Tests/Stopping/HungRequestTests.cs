using System;
using System.IO;
using System.Linq;
using System.Management.Automation.Language;
using System.Threading.Tasks;
using ObshellPS.Tests.Hosting;
using Xunit;

namespace ObshellPS.Tests.Stopping;

/// <summary>Promise 7 for every cmdlet that sends requests, at each of its requests.</summary>
[Collection(AloneCollection.Name)]
[Trait("Promise", "7")]
[Trait("Category", "Reliability")]
[Trait("Category", "Slow")]
[Trait("Topic", "Stopping")]
public sealed class HungRequestTests : IClassFixture<StopRoom>
{
    private const string Connect = "Connect-ObCluster -Server $server -Password $password";
    private const string Test = "Test-ObTenantRestore @good";

    private const string Drill = "Invoke-ObRestoreDrill file:///data/backup/data file:///data/backup/clog -ZoneList zone1:s1:1 -HistoryPath \"$env:XDG_STATE_HOME/$([guid]::NewGuid())\"";

    private readonly StopRoom room;

    public HungRequestTests(StopRoom room) => this.room = room;

    /// <summary>Cmdlets that send no requests.</summary>
    public static string[] Local => ["ConvertFrom-ObScn", "ConvertTo-ObScn", "Disconnect-ObCluster", "Export-ObRestoreReport", "Get-ObConnection", "Get-ObRestoreDrill", "Import-ObRecoveryPlan", "New-ObZoneParam"];

    /// <summary>Script, method, path. The script's first command is the one that is tested.</summary>
    public static TheoryData<string, string, string> Requests => new()
    {
        { Connect, "GET", "/api/v1/info" },
        { Connect, "GET", "/api/v1/secret" },
        { Connect, "GET", "/api/v1/ob/info" },
        { "Export-ObRecoveryPlan ([IO.Path]::GetTempPath() + [guid]::NewGuid())", "GET", "/api/v1/tenants/overview" },
        { "Export-ObRecoveryPlan ([IO.Path]::GetTempPath() + [guid]::NewGuid())", "GET", "/api/v1/tenant/prod/backup/tasks" },
        { "Get-ObAgent", "GET", "/api/v1/info" },
        { "Get-ObAgent", "GET", "/api/v1/status" },
        { "Get-ObDag", "GET", "/api/v1/task/dags/ob" },
        { "Get-ObDag 12", "GET", "/api/v1/task/dag/12" },
        { "Get-ObDag -Last -Detailed", "GET", "/api/v1/task/dag/13" },
        { "Get-ObDagLog 13", "GET", "/api/v1/task/dag/13" },
        { "Get-ObDagLog 13", "GET", "/api/v1/task/sub_task/" },
        { "Get-ObDrillLeftover $leftovers", "GET", "/api/v1/task/dag/12" },
        { "Get-ObRestoreSource file:///data/backup/data", "POST", "/api/v1/restore/source-tenant-info" },
        { "Get-ObRestoreWindow file:///data/backup/data", "GET", "/api/v1/restore/windows" },
        { "Get-ObTenant", "GET", "/api/v1/tenants/overview" },
        { "Get-ObTenant prod -Detailed", "GET", "/api/v1/tenant/prod" },
        { "Get-ObTenantBackup", "GET", "/api/v1/tenants/overview" },
        { "Get-ObTenantBackup prod", "GET", "/api/v1/tenant/prod/backup/tasks" },
        { "Test-ObTenantBackup prod", "GET", "/api/v1/tenant/prod/backup/info" },
        { "Remove-ObTenantRestore broken -Confirm:$false", "GET", "/api/v1/task/dags/ob" },
        { "Remove-ObTenantRestore broken -Confirm:$false", "POST", "/api/v1/task/dag/13" },
        { "Get-ObTenantRestore", "GET", "/api/v1/restore/tasks" },
        { "Get-ObTenantRestore running", "GET", "/api/v1/tenant/running/restore/overview" },
        { "Get-ObTenantRestore running", "GET", "/api/v1/task/dag/ob/unfinish" },
        { "Get-ObUnitConfig", "GET", "/api/v1/units/config" },
        { "Get-ObUnitConfig spare", "GET", "/api/v1/unit/config/spare" },
        { "Get-ObZone", "GET", "/api/v1/obcluster/info" },
        { "Invoke-ObApi /api/v1/obcluster/charsets", "GET", "/api/v1/obcluster/charsets" },
        { "Invoke-ObApi /api/v1/tenant/prod/backup POST", "POST", "/api/v1/tenant/prod/backup" },
        { "Invoke-ObRecoveryPlan $plan", "GET", "/api/v1/task/dag/ob/unfinish" },
        { "Invoke-ObRecoveryPlan $plan", "GET", "/api/v1/restore/windows" },
        { "Invoke-ObRecoveryPlan $plan", "POST", ConnectedSession.RestorePath },
        { Drill, "GET", "/api/v1/tenants/overview" },
        { Drill, "GET", "/api/v1/obcluster/info" },
        { Drill, "GET", "/api/v1/task/dag/maintain" },
        { Drill, "POST", ConnectedSession.RestorePath },
        { "New-ObUnitConfig new 4G 2", "GET", "/api/v1/obcluster/unit-config-limit" },
        { "New-ObUnitConfig new 4G 2", "POST", "/api/v1/unit/config" },
        { "Remove-ObDrillLeftover (Get-ObDrillLeftover $leftovers) -Confirm:$false", "POST", "/api/v1/task/dag/12" },
        { "Remove-ObTenant prod -Confirm:$false", "GET", "/api/v1/tenants/overview" },
        { "Remove-ObTenant prod -Confirm:$false", "DELETE", "/api/v1/tenant/prod" },
        { "Remove-ObUnitConfig spare -Confirm:$false", "GET", "/api/v1/unit/config/spare" },
        { "Remove-ObUnitConfig spare -Confirm:$false", "DELETE", "/api/v1/unit/config/spare" },
        { "Resume-ObDag 13 -Force", "GET", "/api/v1/task/dag/13" },
        { "Resume-ObDag 13 -Force", "POST", "/api/v1/task/dag/13" },
        { "Skip-ObDag 13 -Force", "GET", "/api/v1/tenant/broken/restore/overview" },
        { "Skip-ObDag 13 -Force", "POST", "/api/v1/task/dag/13" },
        { "Set-ObTenantBackup prod -Archive Suspended -Confirm:$false", "GET", "/api/v1/tenant/prod/backup/info" },
        { "Set-ObTenantBackup prod -Archive Suspended -Confirm:$false", "PATCH", "/api/v1/tenant/prod/backup/log" },
        { "Set-ObTenantBackup prod -DataBackupUri file:///new -Confirm:$false", "PATCH", "/api/v1/tenant/prod/backup/config" },
        { "Start-ObTenantBackup prod", "GET", "/api/v1/tenants/overview" },
        { "Start-ObTenantBackup prod", "POST", "/api/v1/tenant/prod/backup" },
        { "Start-ObTenantRestore @good", "GET", "/api/v1/task/dag/maintain" },
        { "Start-ObTenantRestore @good", "POST", ConnectedSession.RestorePath },
        { "Stop-ObDag 12 -Force", "GET", "/api/v1/task/dag/12" },
        { "Stop-ObDag 12 -Force", "POST", "/api/v1/task/dag/12" },
        { "Stop-ObTenantBackup orders -Force", "GET", "/api/v1/tenant/orders/backup/tasks" },
        { "Stop-ObTenantBackup orders -Force", "PATCH", "/api/v1/tenant/orders/backup" },
        { "Stop-ObTenantRestore running -Force", "GET", "/api/v1/task/dags/ob" },
        { "Stop-ObTenantRestore running -Force", "DELETE", "/api/v1/tenant/running/restore" },
        { Test, "GET", "/api/v1/task/dag/ob/unfinish" },
        { Test, "GET", "/api/v1/status" },
        { Test, "GET", "/api/v1/obcluster/info" },
        { Test, "GET", "/api/v1/restore/windows" },
        { "Undo-ObDag 13 -Force", "GET", "/api/v1/task/dag/13" },
        { "Undo-ObDag 13 -Force", "POST", "/api/v1/task/dag/13" },
        { "Wait-ObDag 12", "GET", "/api/v1/task/dag/12" },
        { "Wait-ObDag 12", "GET", "/api/v1/tenant/running/restore/overview" },
        { "Wait-ObDag 13", "GET", "/api/v1/task/dag/13?show_details=true" },
        { "Wait-ObDag 11 -ResumeOnServerTimeout", "POST", "/api/v1/task/dag/11" },
        { "Wait-ObDag 12, 13", "GET", "/api/v1/task/dag/ob/unfinish" },
        { "Wait-ObDag 12, 13", "GET", "/api/v1/task/dag/13" },
    };

    [Theory]
    [MemberData(nameof(Requests))]
    public Task Promise_7_Ctrl_C_during_a_request_without_an_answer_returns_the_prompt_at_once(string script, string method, string path)
    {
        string name = script.Split(' ')[0];
        string before = "";
        return room.TryAsync(new StopPlace
        {
            Group = "a request without an answer",
            Name = $"{name}: {method} {path}",
            Script = script,
            Arrange = () =>
            {
                before = room.Host.Screen;
                return room.Turnstile.Keep(method, path);
            },
            Changes = method == "GET" ? 0 : 1,
            Judge = _ => Assert.Equal(TellsOfChange(name, method), Said(before).Contains("may have been", StringComparison.Ordinal)),
        });
    }

    [Fact]
    public void Promise_7_every_exported_cmdlet_that_sends_requests_is_tested_here()
    {
        string[] exported = Exported();
        string[] tested = [.. Requests.Select(r => ((string)((object[])r)[0]).Split(' ')[0]).Distinct()];

        Assert.NotEmpty(exported);
        Assert.Equal(exported.Order(StringComparer.Ordinal), tested.Concat(Local).Order(StringComparer.Ordinal));
    }

    /// <summary>
    /// True if the command must say after a stop that a change may have been made: only if a change was sent. The POST of
    /// Get-ObRestoreSource changes nothing. The retry of Wait-ObDag is harmless, and a later wait continues with it.
    /// </summary>
    private static bool TellsOfChange(string cmdlet, string method) => method != "GET" && cmdlet is not ("Get-ObRestoreSource" or "Wait-ObDag");

    private string Said(string before) => room.Host.Screen[before.Length..];

    /// <summary>The cmdlets that the manifest exports.</summary>
    private static string[] Exported()
    {
        Ast manifest = Parser.ParseInput(File.ReadAllText(HostedSession.ModuleManifest), out _, out _);
        Ast list = manifest.FindAll(a => a is HashtableAst, searchNestedScriptBlocks: true).Cast<HashtableAst>()
            .SelectMany(h => h.KeyValuePairs).Single(p => p.Item1.Extent.Text == "CmdletsToExport").Item2;
        return [.. list.FindAll(a => a is StringConstantExpressionAst, searchNestedScriptBlocks: true).Cast<StringConstantExpressionAst>().Select(s => s.Value)];
    }
}
