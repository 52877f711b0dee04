<#
.SYNOPSIS
    Restores the tenants of a lost cluster on another cluster, from the plan that Export-NightlyPlan.ps1 has written.
.DESCRIPTION
    It checks the whole plan before it starts a restore. If the plan cannot be restored, the error says why and what to do. If the
    script was stopped or killed, run it again: it keeps restored tenants, waits for running restores, and restores the other tenants.
    Exit code 0 when all tenants are restored, except excluded ones; 1 when the plan was refused and nothing was started; 2 when some
    tenants are not restored; 3 when no agent can be reached.
.EXAMPLE
    pwsh -NonInteractive -File Restore-LostCluster.ps1 -Server https://spare1 -Path production.json -ZoneMap 'zone1=z_a,zone2=z_b' -ReportPath recovery.html
.EXAMPLE
    pwsh -NonInteractive -File Restore-LostCluster.ps1 -Server https://spare1 -Path production.json -ZoneMap 'zone1=z_a,zone2=z_b' -Exclude 'test_*' -ReportPath recovery.html
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory)] [string] $Server,
    [Parameter(Mandatory)] [string] $Path,
    [Parameter(Mandatory)] [string] $ReportPath,
    [string] $ZoneMap = '',                     # zone of the plan=zone of this cluster,...
    [string] $Exclude = '',                     # tenants to exclude; wildcards are allowed
    [int] $ThrottleLimit = 4,
    [string] $SecretName = 'obshell-root'
)

$ErrorActionPreference = 'Stop'
$InformationPreference = 'Continue'             # a line for each step of each tenant

# Exit codes: 1 refused, nothing was started; 2 some tenants are not restored; 3 no agent can be reached.
trap {
    [Console]::Error.WriteLine(($_ | Out-String -Width 4096).Trim())
    exit $(if ($_.CategoryInfo.Category -eq 'ConnectionError') { 3 } else { 1 })
}

Import-Module -Name ObshellPS
$null = Connect-ObCluster -Server $Server.Split(',') -Credential (Get-Secret -Name $SecretName) -WarningAction SilentlyContinue

$recovery = @{ Path = $Path; ThrottleLimit = $ThrottleLimit; CreateUnitConfig = $true }
if ($ZoneMap) {
    $recovery.ZoneMap = @{}
    foreach ($pair in $ZoneMap.Split(',')) {
        $from, $to = $pair.Split('=')
        $recovery.ZoneMap[$from] = $to
    }
}
if ($Exclude) {
    $recovery.Exclude = $Exclude.Split(',')
}

# The report of all tenants is written first. The errors come after it.
$results = @(Invoke-ObRecoveryPlan @recovery -ErrorAction SilentlyContinue -ErrorVariable trouble)
foreach ($result in $results) {
    "$($result.TenantName) $($result.Verdict) $($result.ReasonId)"
}

if ($results.Count -gt 0) {
    $results | Export-ObRestoreReport -Path $ReportPath -Title 'Recovery of a lost cluster' -Force
}

$whole = @($trouble | Where-Object { $_.FullyQualifiedErrorId -like 'PlanNotReady*' })
if ($whole.Count -gt 0) {
    throw $whole[0]
}

$lost = @($results | Where-Object { $_.Verdict -ne 'Restored' -and $_.ReasonId -ne 'LeftOut' })
if ($lost.Count -gt 0) {
    [Console]::Error.WriteLine("$($lost.Count) of $($results.Count) tenants are not restored: $($lost.TenantName -join ', '); see $ReportPath")
    exit 2
}
