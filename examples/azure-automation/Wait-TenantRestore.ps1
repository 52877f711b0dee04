<#
.SYNOPSIS
    Second runbook for Azure Automation. It waits for a DAG in several jobs, each shorter than the sandbox's limit of three hours.
.DESCRIPTION
    If the restore has not ended when the time of a job has passed, the job starts the next job with the id of the DAG. A job that
    is interrupted and runs again only waits again.
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
