<#
.SYNOPSIS
    Restores one tenant unattended, with cron, the task scheduler or a CI pipeline. It can be killed at any line and started again.
.DESCRIPTION
    The password of root@sys comes from a SecretManagement vault. A second run finds the restore that the first run has started,
    even if it has already ended, and waits for it. Exit code 0 when the tenant is restored; 1 when the request was refused and
    nothing was started; 2 when the restore has failed; 3 when no agent can be reached. The script writes the error and its id to
    stderr.
.EXAMPLE
    pwsh -NonInteractive -File Restore-Tenant.ps1 -Server https://ob1,https://ob2 -RestoreTenantName orders_noon -Timestamp 2026-11-21T12:00:00+08:00
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory)] [string] $Server,
    [Parameter(Mandatory)] [string] $RestoreTenantName,
    [Parameter(Mandatory)] [string] $Timestamp,
    [string] $DataBackupUri = 'file:///data/backup/data',
    [string] $ArchiveLogUri = 'file:///data/backup/clog',
    [string] $ZoneList = 'zone1:s1:1;zone2:s1:1;zone3:s1:1',
    [string] $SecretName = 'obshell-root'
)

$ErrorActionPreference = 'Stop'             # without it the script continues after an error
$InformationPreference = 'Continue'         # a log has no progress bar: write a line for each change and each minute

# Exit codes: 1 refused, nothing was started; 2 the restore has failed; 3 no agent can be reached.
trap {
    [Console]::Error.WriteLine(($_ | Out-String -Width 4096).Trim())
    exit $(if ($_.CategoryInfo.Category -eq 'ConnectionError') { 3 } elseif ($_.CategoryInfo.Activity -eq 'Wait-ObDag') { 2 } else { 1 })
}

Import-Module -Name ObshellPS
$null = Connect-ObCluster -Server $Server.Split(',') -Credential (Get-Secret -Name $SecretName) -WarningAction SilentlyContinue

$restore = @{
    RestoreTenantName = $RestoreTenantName
    DataBackupUri     = $DataBackupUri
    ArchiveLogUri     = $ArchiveLogUri
    Timestamp         = $Timestamp
    ZoneList          = $ZoneList
}
$dag = Start-ObTenantRestore @restore -AttachExisting
$ended = $dag | Wait-ObDag -ResumeOnServerTimeout
"$RestoreTenantName $($ended.Verdict) (DAG $($dag.Id), started by this run: $(-not $dag.WasAttached))"
