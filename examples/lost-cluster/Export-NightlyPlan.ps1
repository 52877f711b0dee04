<#
.SYNOPSIS
    Writes the recovery plan of a cluster into a file of a repository. Run it every night with cron or the task scheduler.
.DESCRIPTION
    It sends only reads. The file contains no keys. If nothing has changed, the file is unchanged. If the existing plan contains facts
    that cannot be read now, it is not replaced, and the exit code is 1.
.EXAMPLE
    pwsh -NonInteractive -File Export-NightlyPlan.ps1 -Server https://ob1,https://ob2 -Path /srv/plans/production.json -First orders,billing
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory)] [string] $Server,
    [Parameter(Mandatory)] [string] $Path,
    [string] $First = '',                       # tenants that come first in a recovery, in this order
    [string] $SecretName = 'obshell-root'
)

$ErrorActionPreference = 'Stop'

Import-Module -Name ObshellPS
$null = Connect-ObCluster -Server $Server.Split(',') -Credential (Get-Secret -Name $SecretName) -WarningAction SilentlyContinue

$priority = @{}
foreach ($tenant in $First.Split([char[]] ',', [System.StringSplitOptions]::RemoveEmptyEntries)) {
    $priority[$tenant] = $priority.Count + 1
}

$export = @{ Path = $Path }
if ($priority.Count -gt 0) {
    $export.Priority = $priority
}
foreach ($entry in @(Export-ObRecoveryPlan @export -PassThru)) {
    "$($entry.TenantName) $($entry.State)"
}

# Keep the plan outside the cluster, for example:
# git -C (Split-Path $Path) commit --quiet --all --message 'Recovery plan'; git -C (Split-Path $Path) push --quiet
