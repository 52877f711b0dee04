<#
.SYNOPSIS
    Restores ten backups as a drill, writes a report, and fails when one of them is not proven. For cron or the task scheduler.
.DESCRIPTION
    The sources stand in a CSV. The password of root@sys and that of the user who asks the queries come from a SecretManagement
    vault. A run that is killed is told of by the next one. Exit code 0 when every backup is proven, else 1.
.EXAMPLE
    pwsh -NonInteractive -File Invoke-WeeklyDrill.ps1 -Server https://ob1,https://ob2 -Sources sources.csv -HistoryPath /var/lib/drills/history.jsonl -ReportFolder /var/lib/drills
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory)] [string] $Server,
    [Parameter(Mandatory)] [string] $Sources,
    [Parameter(Mandatory)] [string] $HistoryPath,
    [Parameter(Mandatory)] [string] $ReportFolder,
    [string] $MaxDuration = '4 h',
    [string] $SecretName = 'obshell-root',
    [string] $ReaderName = 'drill-reader',
    [string] $SqlTls = 'Verified',              # None if OceanBase's SQL port has no TLS and you trust the network in between
    [string] $SqlServer                         # OceanBase servers, if agents over plain HTTP report other addresses than -Server
)

$ErrorActionPreference = 'Stop'
$InformationPreference = 'Continue'         # a line for each step of each drill

Import-Module -Name ObshellPS
$null = Connect-ObCluster -Server $Server.Split(',') -Credential (Get-Secret -Name $SecretName) -WarningAction SilentlyContinue

$drill = @{
    ThrottleLimit    = 2
    Capacity         = @{ Cpu = 2; MemoryGB = 8 }       # this much stays free in every zone
    TargetRpo        = '1 day'
    TargetRto        = '2 h'
    MaxDuration      = $MaxDuration
    TenantCredential = Get-Secret -Name $ReaderName     # a user of the source tenants: users are restored too
    SqlTls           = $SqlTls
    HistoryPath      = $HistoryPath
}
if ($SqlServer) {
    $drill.SqlServer = $SqlServer.Split(',')
}

# Errors are reported at the end: first the report of all drills is written.
$results = @(Import-Csv -Path $Sources | Invoke-ObRestoreDrill @drill -ErrorAction SilentlyContinue)
foreach ($result in $results) {
    "$($result.SourceName) $($result.Verdict) $($result.ReasonId) $($result.Cleanup)"
}

$report = [System.IO.Path]::Combine($ReportFolder, 'weekly-drill.html')
$results | Export-ObRestoreReport -Path $report -Title 'Weekly restore drill' -Force
$results | Export-ObRestoreReport -Path ([System.IO.Path]::Combine($ReportFolder, 'weekly-drill.xml')) -Force   # JUnit, for a CI system

# Mail it with whatever your site uses, for example:
# Send-MailKitMessage -From drills@example.com -RecipientList dba@example.com -Subject 'Weekly restore drill' -AttachmentList $report ...

# What drills have left, this one or an earlier one: to be looked at, then | Remove-ObRestoreDrill.
foreach ($leftover in @(Get-ObRestoreDrill -Leftover -HistoryPath $HistoryPath)) {
    "left: $($leftover.TenantName) of $($leftover.SourceName), DAG $($leftover.DagId), $($leftover.State)"
}

$unproven = @($results | Where-Object { $_.Verdict -ne 'Passed' })
if ($results.Count -eq 0 -or $unproven.Count -gt 0) {
    throw "$($unproven.Count) of $($results.Count) drills did not prove their backup; see $report"
}
