using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation.Language;
using Obshell.Simulator;
using ObshellPS.Tests.Hosting;

namespace ObshellPS.Tests.Secrets;

/// <summary>
/// The scripts for every cmdlet of the module. The session has the variables <c>$server $root $agent $wrong</c> to connect, <c>$secret</c>
/// (a restore to splat), <c>$row</c> and <c>$json</c> (the same restore as a request object and as text) and <c>$uri $log</c>. The restore
/// of <c>rt2</c> is DAG 11. All secrets are passed in variables, as the docs show.
/// </summary>
public static class DriveTable
{
    private static readonly RestoreBehaviour Refused = new() { SqlError = "Error 1064 (42000): near 'SET DECRYPTION'" };
    private const string DrillRow = "$drills = \"$env:XDG_STATE_HOME/\" + [guid]::NewGuid(); $drill = $secret.Clone(); $drill.Name = 'prod'";
    private const string KeptDrill = DrillRow + "; $null = $drill | Invoke-ObRestoreDrill -Keep Always -MaxDuration '2 s' -HistoryPath $drills -ErrorAction Ignore; $left = Get-ObDrillLeftover $drills";
    private const string Keys = "New-Object PSCredential ('id', $storeKey)";
    private static readonly string Plan = "$plan = \"$env:XDG_STATE_HOME/\" + [guid]::NewGuid() + '.json'; $given = '" + HostedSession.PlanOfOnePlace + "'";
    private const string UntilFailed = "Wait-ObDag 11 -ErrorAction SilentlyContinue";

    public static IReadOnlyList<Drive> All { get; } =
    [
        new("Connect-ObCluster",
            "Connect-ObCluster -Server $server -Password $root -AgentPassword $agent -TimeoutSec 10; Connect-ObCluster -Server $server -Credential $credential -AgentPassword $agent",
            """
            Connect-ObCluster -Server $server -Password $wrong -AgentPassword $agent
            Connect-ObCluster -Server $server -Password $text
            Connect-ObCluster -Server $server -AgentPassword $text
            Connect-ObCluster -Server $server -Password $root -Credential $credential
            Connect-ObCluster -Server $server -Credential $stranger
            Connect-ObCluster -Server $inAddress -Password $root
            Connect-ObCluster -Server $server -Password $root -AllowUnencryptedAuthentication -Proxy $proxy
            """) { Known = [Canaries.Root, Canaries.Agent], KnownToFailure = [Canaries.Wrong, Canaries.Agent] },
        new("ConvertFrom-ObScn", "ConvertFrom-ObScn 1795233600000000000", "ConvertFrom-ObScn $uri") { Asks = false },
        new("ConvertTo-ObScn", "ConvertTo-ObScn 2026-11-21T12:00:00Z", "ConvertTo-ObScn $uri") { Asks = false },
        new("Disconnect-ObCluster", "Get-ObConnection | Disconnect-ObCluster", "$c = Get-ObConnection -Current; Disconnect-ObCluster; Get-ObAgent $c; Get-ObTenant") { Asks = false },
        new("Export-ObRecoveryPlan", "Export-ObRecoveryPlan $plan -PassThru; Export-ObRecoveryPlan $plan -Priority @{ old = 1 } | Out-Default", "Export-ObRecoveryPlan $uri; Export-ObRecoveryPlan $plan $uri; Export-ObRecoveryPlan $plan -Priority @{ $uri = $text; $log = 1 }")
        {
            Prepare = c => c.AddTenant(new Tenant { Name = "old", Backup = TenantBackup.Below("file:///backup/old") }),
            Before = Plan,
            WhatIf = "Export-ObRecoveryPlan $plan -WhatIf",
        },
        new("Export-ObRestoreReport",
            """
            'Html', 'Markdown', 'Json', 'JUnit' | ForEach-Object {
                $format = $_
                $job = [Obshell.Client.RestoreOverview]@{ RestoreTenantName = 'rt2'; Status = 'FAIL'; FinishTimestamp = 'x'; Comment = "cannot read $uri"; BackupDataUri = $uri; BackupSetList = $log; RestoreOption = "decryption=$log" }
                $drill = [Obshell.Recovery.RestoreDrillResult]@{ SourceName = $uri; DataBackupUri = $uri; ArchiveLogUri = $log; Verdict = 'Failed'; Reason = "at $uri"; Advice = "see $log"; RequestedPoint = $uri; TenantName = $log; ClusterName = $uri; ReasonId = $uri; CleanupText = $log; DagId = $uri; DrillId = $log }
                & { Get-ObDag 11 -Detailed; Wait-ObDag 11 -Timeout 1 -ErrorAction Ignore; Get-ObTenantRestore; $job; $drill } | Export-ObRestoreReport -Format $format -Title "of $uri"
            }
            """,
            "$uri, $row | Export-ObRestoreReport; Get-ObDag 11 | Export-ObRestoreReport -Path ($uri + '.html'); Get-ObDag 11 | Export-ObRestoreReport -Path $uri -Format Json") { Restore = Refused, Before = UntilFailed, WhatIf = "Get-ObDag 11 -Detailed | Export-ObRestoreReport -Path report.html -WhatIf" },
        new("Get-ObAgent", "Get-ObAgent", "Get-ObAgent -Connection $closed"),
        new("Get-ObConnection", "Get-ObConnection; Get-ObConnection -Current", "Get-ObConnection -Current:$text") { Asks = false },
        new("Get-ObDag", "Get-ObDag; Get-ObDag 11 -Detailed; Get-ObDag -TenantName rt2 -Last; Get-ObDag -Detailed | Out-Default", "Get-ObDag 99, $uri") { Restore = Refused, Before = UntilFailed },
        new("Get-ObDagLog", "Get-ObDagLog 11; Get-ObDagLog 11 | Out-Default", "Get-ObDagLog 99, $uri") { Restore = Refused, Before = UntilFailed },
        new("Get-ObDrillLeftover", "Get-ObDrillLeftover $drills; Get-ObDrillLeftover $drills | Out-Default; Get-ObTenant", "Get-ObDrillLeftover $uri; Get-ObDrillLeftover $drills -Connection $closed")
        {
            Restore = new() { Duration = System.TimeSpan.FromSeconds(2) },
            Before = KeptDrill,
        },
        new("Get-ObRestoreDrill",
            "Get-ObRestoreDrill $drills; Get-ObRestoreDrill $drills | Out-Default; Get-ObTenant",
            "Get-ObRestoreDrill $uri")
        {
            Restore = new() { Duration = System.TimeSpan.FromSeconds(2) },
            Before = KeptDrill,
        },
        new("Get-ObRestoreSource", "Get-ObRestoreSource file:///data/backup/data $log", "Get-ObRestoreSource $uri $log"),
        new("Get-ObRestoreWindow", "Get-ObRestoreWindow $uri $log; Get-ObRestoreWindow file:///data/backup/data", "Get-ObRestoreWindow ($uri + \"'\") $log"),
        new("Get-ObTenant", "Get-ObTenant; Get-ObTenant sys -Detailed", "Get-ObTenant absent, $uri") { Prepare = c => c.AddTenant(new Tenant { Name = "old", Comment = "made by a user" }) },
        new("Get-ObTenantBackup", "Get-ObTenantBackup -StorageCredential $keys; Get-ObTenantBackup shop -StorageCredential @{ $uri = $keys } | Format-List *", "Get-ObTenantBackup absent, $uri; Get-ObTenantBackup -StorageCredential @{ $uri = $text }; Get-ObTenantBackup -StorageCredential $text") { Prepare = Shop },
        new("Get-ObTenantRestore", "Get-ObTenantRestore; Get-ObTenantRestore rt2; Get-ObTenantRestore | Out-Default", "Get-ObTenantRestore absent, $uri"),
        new("Get-ObUnitConfig", "Get-ObUnitConfig; Get-ObUnitConfig s1", "Get-ObUnitConfig absent, $uri"),
        new("Get-ObZone", "Get-ObZone; Get-ObZone | Out-Default", "Get-ObZone zone9, $uri"),
        new("Invoke-ObApi",
            """
            Invoke-ObApi /api/v1/tenant/restore POST -Body $json -Confirm:$false
            $row | Invoke-ObApi /api/v1/tenant/restore POST -Confirm:$false
            Invoke-ObApi '/api/v1/task/dag/11?show_details=true'
            Invoke-ObApi '/api/v1/task/dag/11?show_details=true' -Raw
            Invoke-ObApi /api/v1/tenants/overview | Out-Default
            Invoke-ObApi /api/v1/restore/windows -Body @{ data_backup_uri = $uri; archive_log_uri = $log }
            """,
            """
            Invoke-ObApi /api/v1/tenant/restore POST -Body ($json + '}') -Confirm:$false
            Invoke-ObApi /api/v1/tenant/restore POST -Body @{ decryption = $backup; uri = $uri; sub = $credential } -Confirm:$false
            Invoke-ObApi /api/v1/tenant/absent/password PUT -Body @{ old_password = $root; new_password = $text } -Confirm:$false
            Invoke-ObApi "/api/v1/nothing?access_key=$key&data=$([uri]::EscapeDataString($uri))"
            Invoke-ObApi "/api/v1/nothing?access_key=$key" DELETE -Confirm:$false
            """)
        {
            WhatIf = "$row | Invoke-ObApi /api/v1/tenant/restore POST -WhatIf; Invoke-ObApi \"/api/v1/nothing?access_key=$key\" DELETE -WhatIf",
        },
        new("Import-ObRecoveryPlan", $"Import-ObRecoveryPlan $given -StorageCredential ({Keys}) | Out-Default", "Import-ObRecoveryPlan $uri; Import-ObRecoveryPlan $given -StorageCredential $uri; Import-ObRecoveryPlan $given -StorageCredential @{ $uri = $text }") { Before = Plan, Asks = false },
        new("Invoke-ObRecoveryPlan", $"Invoke-ObRecoveryPlan $given -NamePattern '{{tenant}}_x' -Decryption $backup -StorageCredential ({Keys}) -Confirm:$false | Out-Default",
            """
            Invoke-ObRecoveryPlan $uri
            Invoke-ObRecoveryPlan $given -NamePattern $uri -ZoneMap @{ $uri = $log } -UnitConfigMap @{ $log = $text } -Confirm:$false
            Invoke-ObRecoveryPlan $given -Exclude $uri -TenantName $log -Confirm:$false
            Invoke-ObRecoveryPlan $given -Timestamp $uri -Confirm:$false
            Invoke-ObRecoveryPlan $given -Decryption $short -StorageCredential $credential -Confirm:$false
            Invoke-ObRecoveryPlan $given -Until $uri -StorageCredential $text -Confirm:$false
            Invoke-ObRecoveryPlan $given -ZoneMap @{ zone1 = $uri } -NamePattern ('{tenant}' + $uri) -Confirm:$false
            """)
        {
            Restore = new() { Duration = System.TimeSpan.FromSeconds(2) },
            Before = Plan,
            WhatIf = "Invoke-ObRecoveryPlan $given -WhatIf",
        },
        new("Invoke-ObRestoreDrill",
            "$drill | Invoke-ObRestoreDrill -Query 'select 1' -QueryTimeout '1 s' -TenantCredential $stranger -MaxDuration '3 s' -HistoryPath $drills -Confirm:$false | Out-Default",
            """
            $row, $fromJson | Invoke-ObRestoreDrill -HistoryPath $drills -Confirm:$false
            Invoke-ObRestoreDrill ($uri + "'") (';' + $log) -ZoneList zone1:s1:1 -Decryption $short -KmsEncryptInfo ($text + '"') -HistoryPath $drills -Confirm:$false
            Invoke-ObRestoreDrill $uri $log -Until $uri -HistoryPath $drills -Confirm:$false
            @{ data_backup_uri = $uri; pasword = $text }, $uri | Invoke-ObRestoreDrill -ZoneList $uri -HistoryPath $drills -Confirm:$false
            $drill | Invoke-ObRestoreDrill -MaxDuration '1 s' -Verify { $false } -HistoryPath $drills -Confirm:$false
            """)
        {
            Restore = new() { Duration = System.TimeSpan.FromSeconds(2) },
            Before = DrillRow,
            WhatIf = "$drill | Invoke-ObRestoreDrill -HistoryPath $drills -WhatIf",
        },
        new("New-ObUnitConfig", "New-ObUnitConfig uc9 2GB 1 -Confirm:$false", "New-ObUnitConfig s1 2GB 1 -Confirm:$false; New-ObUnitConfig $uri $uri 1 -Confirm:$false") { WhatIf = "New-ObUnitConfig uc9 2GB 1 -WhatIf" },
        new("New-ObZoneParam", "'zone1', 'zone2' | New-ObZoneParam -UnitConfigName s1 -UnitNum 1", "$uri, $row | New-ObZoneParam -UnitConfigName $log -UnitNum $uri") { Asks = false },
        new("Remove-ObDrillLeftover", "$left | Remove-ObDrillLeftover -Confirm:$false; Get-ObTenant", "Remove-ObDrillLeftover $uri, $row, $credential -Confirm:$false; Remove-ObDrillLeftover ([Obshell.Recovery.DrillLeftover]@{ TenantName = 'x' }) -Confirm:$false")
        {
            Restore = new() { Duration = System.TimeSpan.FromSeconds(2) },
            Before = KeptDrill,
            WhatIf = "$left | Remove-ObDrillLeftover -WhatIf",
        },
        new("Remove-ObTenant", "Remove-ObTenant old -Confirm:$false", "Remove-ObTenant absent, $uri -Confirm:$false")
        {
            Prepare = c => c.AddTenant(new Tenant { Name = "old" }),
            WhatIf = "Remove-ObTenant old -WhatIf",
        },
        new("Remove-ObTenantRestore", "Remove-ObTenantRestore rt2 -Confirm:$false", "Remove-ObTenantRestore absent, $uri -Confirm:$false")
        {
            Restore = new() { JobFails = true, FailedTenantRemains = true, FailComment = "cannot read" },
            WhatIf = "Remove-ObTenantRestore rt2 -WhatIf",
        },
        new("Remove-ObUnitConfig", "Remove-ObUnitConfig uc8 -Confirm:$false", "Remove-ObUnitConfig absent, $uri -Confirm:$false")
        {
            Prepare = c => c.AddUnitConfig(new UnitConfig { Name = "uc8" }),
            WhatIf = "Remove-ObUnitConfig uc8 -WhatIf",
        },
        Operator("Resume-ObDag"),
        Operator("Skip-ObDag"),
        new("Set-ObTenantBackup",
            "Set-ObTenantBackup shop -DataBackupUri $uri -ArchiveLogUri $log -Confirm:$false; Set-ObTenantBackup shop -DataBackupUri 'oss://bkt/d?host=h.example' -StorageCredential $keys -Archive Off -Force",
            "Set-ObTenantBackup absent -DataBackupUri $uri -Confirm:$false; Set-ObTenantBackup shop -DataBackupUri ($uri + \"'\") -ArchiveLogUri (';' + $log) -Confirm:$false; Set-ObTenantBackup shop -DataBackupUri $uri -StorageCredential @{ $log = $text }; Set-ObTenantBackup $uri -Archive On")
        {
            Prepare = Shop,
            WhatIf = "Set-ObTenantBackup shop -DataBackupUri $uri -ArchiveLogUri $log -WhatIf",
        },
        new("Start-ObTenantBackup", "Start-ObTenantBackup shop -Encryption $backup -PlusArchiveLog; Get-ObDag -TenantName shop -Detailed | Out-Default", "Start-ObTenantBackup absent, $uri -Encryption $backup; Start-ObTenantBackup shop -Encryption ($text + '\"')")
        {
            Prepare = Shop,
            WhatIf = "Start-ObTenantBackup shop -Encryption $backup -WhatIf",
        },
        new("Start-ObTenantRestore",
            "Start-ObTenantRestore @secret -RestoreTenantName rt3 -Confirm:$false; $row, $fromJson | Start-ObTenantRestore -Confirm:$false",
            """
            Start-ObTenantRestore @secret -RestoreTenantName sys -Confirm:$false
            Start-ObTenantRestore @secret -RestoreTenantName $uri -Timestamp $uri -Scn $uri -Concurrency $uri -PrimaryZone $uri -Confirm:$false
            Start-ObTenantRestore rt3 $uri $log -ZoneList $uri -Decryption $short -KmsEncryptInfo ($text + '"') -Confirm:$false
            Start-ObTenantRestore rt3 ($uri + "'") (';' + $log) -Confirm:$false
            $row, $fromJson | Start-ObTenantRestore -DataBackupUri $log -Decryption $wrong -KmsEncryptInfo $wrong -Confirm:$false
            @{ data_backup_uri = $uri; pasword = $text }, $uri | Start-ObTenantRestore -Confirm:$false
            Start-ObTenantRestore @secret -Confirm:$false
            """)
        {
            WhatIf = "Start-ObTenantRestore @secret -RestoreTenantName rt3 -WhatIf; $row | Start-ObTenantRestore -WhatIf",
        },
        new("Stop-ObDag", "Stop-ObDag 11 -Confirm:$false", "Stop-ObDag 99, $uri -Confirm:$false") { WhatIf = "Stop-ObDag 11 -WhatIf" },
        new("Stop-ObTenantBackup", "Stop-ObTenantBackup shop -Confirm:$false; Stop-ObTenantBackup orders -Confirm:$false", "Stop-ObTenantBackup absent, $uri -Confirm:$false")
        {
            Prepare = Shop,
            WhatIf = "Stop-ObTenantBackup orders -WhatIf",
        },
        new("Stop-ObTenantRestore", "Stop-ObTenantRestore rt2 -Confirm:$false", "Stop-ObTenantRestore absent, $uri -Confirm:$false") { WhatIf = "Stop-ObTenantRestore rt2 -WhatIf" },
        new("Test-ObTenantBackup", "Test-ObTenantBackup; Get-ObTenantBackup | Test-ObTenantBackup -TargetRpo '1s' | Out-Default", "Test-ObTenantBackup absent, $uri -TargetRpo '1s'; Test-ObTenantBackup -MaxBackupAge $uri") { Prepare = Shop },
        new("Test-ObTenantRestore",
            "Test-ObTenantRestore @secret -RestoreTenantName rt3; $row | Test-ObTenantRestore; Test-ObTenantRestore @secret -RestoreTenantName rt3 | Out-Default",
            "Test-ObTenantRestore @secret -RestoreTenantName $uri -Timestamp $uri -PrimaryZone $uri; Test-ObTenantRestore rt3 ($uri + \"'\") (';' + $log) -ZoneList $uri -Decryption $short -KmsEncryptInfo ($text + '\"')"),
        Operator("Undo-ObDag"),
        new("Wait-ObDag", "Wait-ObDag 11 -Timeout 10; Wait-ObDag 11 -Timeout 1 | Out-Default", "Wait-ObDag 99, $uri -Timeout 5; Wait-ObDag 11 -Timeout 10") { Restore = new() { JobFails = true, FailedTenantRemains = true, FailComment = "cannot read" } },
    ];

    /// <summary>The cmdlets that the module exports, read from its manifest.</summary>
    public static IReadOnlyList<string> Exported()
    {
        Ast manifest = Parser.ParseInput(File.ReadAllText(Path.Combine(HostedSession.RepoRoot, "module", "ObshellPS.psd1")), out _, out _);
        var table = (HashtableAst)manifest.Find(a => a is HashtableAst, searchNestedScriptBlocks: false)!;
        Ast names = table.KeyValuePairs.First(p => p.Item1.Extent.Text == "CmdletsToExport").Item2;
        return [.. names.FindAll(a => a is StringConstantExpressionAst, searchNestedScriptBlocks: false).Cast<StringConstantExpressionAst>().Select(s => s.Value)];
    }

    /// <summary>Adds a tenant whose backup URIs have keys, and a tenant whose backup is running.</summary>
    private static void Shop(SimulatedCluster cluster)
    {
        cluster.AddTenant(new Tenant { Name = "shop", Backup = new TenantBackup { DataUri = Canaries.DataUri, ArchiveUri = Canaries.LogUri } });
        cluster.AddTenant(new Tenant { Name = "orders", Backup = TenantBackup.Below("file:///b/orders") });
        cluster.TenantBackups.SetBehaviour("orders", new BackupBehaviour { Duration = System.TimeSpan.FromHours(10) });
        cluster.TenantBackups.Start("orders");
    }

    private static Drive Operator(string cmdlet) => new(cmdlet, cmdlet + " 11 -Confirm:$false", cmdlet + " 99, $uri -Confirm:$false")
    {
        Restore = Refused,
        Before = UntilFailed,
        WhatIf = cmdlet + " 11 -WhatIf",
    };
}
