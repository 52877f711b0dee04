<#
.SYNOPSIS
    Azure Automation, second runbook: waits for a DAG in slices that fit the sandbox's three hours.
.DESCRIPTION
    A slice that ends before the restore does starts the next one and is done. Interrupted and started from the top it just
    waits again. Only the id of the DAG goes from slice to slice.
#>
param(
    [Parameter(Mandatory = $true)] [string] $Server,
    [Parameter(Mandatory = $true)] [string] $DagId,
    [string] $CredentialName = 'obshell-root',
    [int] $SliceSeconds = 9000,      # two and a half hours
    [string] $WaitRunbook = 'Wait-TenantRestore'
)

$ErrorActionPreference = 'Stop'

Import-Module -Name ObshellPS
$null = Connect-ObCluster -Server $Server.Split(',') -Credential (Get-AutomationPSCredential -Name $CredentialName) -WarningAction SilentlyContinue

try {
    $dag = Wait-ObDag -Id $DagId -Timeout $SliceSeconds -ResumeOnServerTimeout
    "DAG $DagId, $($dag.TenantName): $($dag.Verdict)"
}
catch {
    if ($_.FullyQualifiedErrorId -notlike 'WaitTimeout,*') { throw }
    $null = Start-AutomationRunbook -Name $WaitRunbook -Parameters @{ Server = $Server; DagId = $DagId; CredentialName = $CredentialName; SliceSeconds = $SliceSeconds }
    "DAG $DagId goes on; the next slice has been started"
}
