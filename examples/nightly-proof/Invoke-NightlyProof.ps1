<#
.SYNOPSIS
    Tests whether the backups of all tenants meet the targets. Then it runs restore drills for the tenants with the oldest proof.
.DESCRIPTION
    It needs no list of tenants or places: it reads them from the cluster. The password of root@sys, and the keys of object stores if
    the backups need them, come from a SecretManagement vault. Exit code 0 when every tenant is protected and every drill has passed;
    1 when a tenant is not protected, or something was refused; 2 when a drill did not prove its backup; 3 when no agent can be reached.
.EXAMPLE
    pwsh -NonInteractive -File Invoke-NightlyProof.ps1 -Server https://ob1,https://ob2 -HistoryPath /var/lib/drills/history.jsonl -ReportFolder /var/lib/drills
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory)] [string] $Server,
    [Parameter(Mandatory)] [string] $HistoryPath,
    [Parameter(Mandatory)] [string] $ReportFolder,
    [string] $TargetRpo = '15 min',
    [string] $MaxBackupAge = '26 h',
    [int] $Drills = 3,
    [string] $UnitConfig,                       # a small unit config for the drills; default: that of the source
    [string] $SecretName = 'obshell-root',
    [string] $StorageSecretName                 # user name: access id; password: access key
)

$ErrorActionPreference = 'Stop'

# Exit codes: 1 a tenant is not protected, or something was refused; 2 a drill did not prove its backup; 3 no agent can be reached.
trap {
    [Console]::Error.WriteLine(($_ | Out-String -Width 4096).Trim())
    exit $(if ($_.CategoryInfo.Category -eq 'ConnectionError') { 3 } else { 1 })
}

Import-Module -Name ObshellPS
$null = Connect-ObCluster -Server $Server.Split(',') -Credential (Get-Secret -Name $SecretName) -WarningAction SilentlyContinue

$keys = @{}
if ($StorageSecretName) {
    $keys.StorageCredential = Get-Secret -Name $StorageSecretName
}

# 1. Is every tenant protected?
$backups = @(Get-ObTenantBackup @keys)
$reports = @($backups | Test-ObTenantBackup -TargetRpo $TargetRpo -MaxBackupAge $MaxBackupAge)
foreach ($report in $reports) {
    "$($report.TenantName) $($report.Outcome) $($report.Problem)"
}

# 2. Run drills for the tenants whose last successful drill is the oldest. Tenants without a successful drill come first.
$proven = @{}
if (Test-Path -Path $HistoryPath) {
    foreach ($past in @(Get-ObRestoreDrill -HistoryPath $HistoryPath | Where-Object -Property Verdict -EQ -Value Passed)) {
        if (-not $proven[$past.SourceName] -or $past.StartedAt -gt $proven[$past.SourceName]) {
            $proven[$past.SourceName] = $past.StartedAt
        }
    }
}

$due = @($backups | Where-Object -Property LastBackupJobId |
    Sort-Object -Property { if ($proven[$_.TenantName]) { $proven[$_.TenantName] } else { [DateTimeOffset]::MinValue } }, TenantName |
    Select-Object -First $Drills)
$drill = @{ TargetRpo = $TargetRpo; HistoryPath = $HistoryPath; ThrottleLimit = 1 }
$results = @(foreach ($backup in $due) {
    if ($UnitConfig) {
        $drill.ZoneList = $backup.ZoneList | ForEach-Object { New-ObZoneParam -Name $_.Name -UnitConfigName $UnitConfig -UnitNum 1 -ReplicaType $_.ReplicaType }
    }

    $backup | Invoke-ObRestoreDrill @drill -Confirm:$false -ErrorAction SilentlyContinue
})
foreach ($result in $results) {
    "$($result.SourceName) $($result.Verdict) $($result.ReasonId)"
}

if ($results.Count -gt 0) {
    $results | Export-ObRestoreReport -Path ([System.IO.Path]::Combine($ReportFolder, 'nightly-proof.html')) -Title 'Nightly proof' -Force
}

if (@($results | Where-Object -Property Verdict -NE -Value Passed).Count -gt 0) {
    exit 2
}

if (@($reports | Where-Object -Property Outcome -EQ -Value NotProtected).Count -gt 0) {
    exit 1
}
