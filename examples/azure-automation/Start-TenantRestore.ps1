<#
.SYNOPSIS
    First runbook for Azure Automation. It starts the restore of a tenant, and gives the DAG to the second runbook, Wait-TenantRestore.
.DESCRIPTION
    The Azure sandbox ends a job after three hours, and runs an interrupted job again from the first line. Both are safe, because
    -AttachExisting returns the restore that an earlier run has started.
    Required assets: a credential (root@sys), and encrypted variables for the storage URIs, which contain keys.
#>
param(
    [Parameter(Mandatory = $true)] [string] $Server,
    [Parameter(Mandatory = $true)] [string] $RestoreTenantName,
    [Parameter(Mandatory = $true)] [string] $Timestamp,
    [Parameter(Mandatory = $true)] [string] $ZoneList,
    [string] $CredentialName = 'obshell-root',
    [string] $DataUriVariable = 'restore-data-uri',
    [string] $LogUriVariable = 'restore-log-uri',
    [string] $WaitRunbook = 'Wait-TenantRestore'
)

$ErrorActionPreference = 'Stop'

Import-Module -Name ObshellPS
$null = Connect-ObCluster -Server $Server.Split(',') -Credential (Get-AutomationPSCredential -Name $CredentialName) -WarningAction SilentlyContinue

$restore = @{
    RestoreTenantName = $RestoreTenantName
    DataBackupUri     = Get-AutomationVariable -Name $DataUriVariable
    ArchiveLogUri     = Get-AutomationVariable -Name $LogUriVariable
    Timestamp         = $Timestamp
    ZoneList          = $ZoneList
}
$dag = Start-ObTenantRestore @restore -AttachExisting

$null = Start-AutomationRunbook -Name $WaitRunbook -Parameters @{ Server = $Server; DagId = $dag.Id; CredentialName = $CredentialName }
"$RestoreTenantName is DAG $($dag.Id), started by this run: $(-not $dag.WasAttached)"
