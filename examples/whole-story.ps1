# A whole restore with two failures, from "which points can I restore to?" to "the tenant is in service".
# Set OBSHELL_SERVER to the agents, and OBSHELL_PASSWORD to the password of root@sys. This command runs the script on a simulated
# cluster, where the first restore fails and the second takes an hour and a half: dotnet run --project examples/Quickstart -- --story
$null = Connect-ObCluster

# 1. To which points can I restore?
$data, $clog = 'file:///data/backup/data', 'file:///data/backup/clog'
$windows = Get-ObRestoreWindow $data $clog
$windows | Out-Default
$newest = $windows[-1].EndScn

# 2. Plan the restore. The preflight reports all faults of the plan together, and changes nothing.
$plan = @{
    RestoreTenantName = 'orders-noon'                # not a valid name for a restore
    DataBackupUri     = $data
    ArchiveLogUri     = $clog
    Scn               = $newest + 3600000000000      # an hour after the last backup
    PrimaryZone       = 'zone4'                      # has no replica
}
$zones = 'zone1:s1:2', 'zone2:s9:2', 'zone3:s1:2'    # s9 does not exist; two units, but each zone has one server
$report = Test-ObTenantRestore @plan -ZoneList $zones
$report | Out-Default
if ($report.Verdict -ne 'NotReady') { throw 'The plan should have been refused.' }

# 3. The corrected plan: another name, point, primary zone, unit config and number of units.
$plan.RestoreTenantName = 'orders_noon'
$plan.Scn = $newest
$plan.PrimaryZone = 'zone1'
$zones = 'zone1', 'zone2', 'zone3' | New-ObZoneParam -UnitConfigName s1 -UnitNum 1
$report = $zones | Test-ObTenantRestore @plan
if ($report.Verdict -eq 'NotReady') { throw $report.Findings[0].Advice }

# 4. Start the restore and wait. OceanBase's job fails.
$dag = $zones | Start-ObTenantRestore @plan
$dag | Wait-ObDag -ErrorAction SilentlyContinue -ErrorVariable trouble | ForEach-Object Verdict
$trouble[0].ErrorDetails.RecommendedAction

# 5. Why? OceanBase's comment and the agent's log.
(Get-ObTenantRestore orders_noon).Comment
Get-ObDagLog $dag -Level Error | Out-Default

# 6. Remove what is left and start again.
Remove-ObTenantRestore orders_noon -Confirm:$false
$dag = $zones | Start-ObTenantRestore @plan

# 7. The restore takes longer than the agent's limit. OceanBase continues, so the agent must continue to watch.
$dag | Wait-ObDag -ErrorAction SilentlyContinue -ErrorVariable trouble | ForEach-Object Verdict
if ($trouble[0].FullyQualifiedErrorId -notlike 'RestoreOutlivedAgentWait*') { throw $trouble[0] }
$dag | Resume-ObDag -Confirm:$false | Wait-ObDag -ResumeOnServerTimeout | Out-Default

# 8. The tenant is in service: Wait-ObDag has returned Restored, and stage 4 of the DAG has made the tenant PRIMARY.
Get-ObTenant orders_noon | Out-Default
if ((Get-ObTenant orders_noon).Status -ne 'NORMAL') { throw 'The tenant is not in service.' }
