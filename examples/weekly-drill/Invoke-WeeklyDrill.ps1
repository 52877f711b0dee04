<#
.SYNOPSIS
    Restores ten backups as drills, writes a report, and fails if a backup is not proven. Run it with cron or the task scheduler.
.DESCRIPTION
    A CSV file lists the sources. The password of root@sys, and the password of the user that runs the queries, come from a
    SecretManagement vault. If a run was killed, the next run reports it. Exit code 0 when every backup is proven; 1 when nothing could
    be started; 2 when a drill did not prove its backup; 3 when no agent can be reached.
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
    [string] $SqlTls = 'Verified',              # use None if OceanBase's SQL port has no TLS and you trust the network
    [string] $SqlServer                         # for the queries; needed if agents over plain HTTP report other addresses than -Server
)

$ErrorActionPreference = 'Stop'
$InformationPreference = 'Continue'         # a line for each step of each drill

# Exit codes: 1 refused, nothing was started; 2 a drill did not prove its backup; 3 no agent can be reached.
trap {
    [Console]::Error.WriteLine(($_ | Out-String -Width 4096).Trim())
    exit $(if ($_.CategoryInfo.Category -eq 'ConnectionError') { 3 } else { 1 })
}

Import-Module -Name ObshellPS
$null = Connect-ObCluster -Server $Server.Split(',') -Credential (Get-Secret -Name $SecretName) -WarningAction SilentlyContinue

$drill = @{
    ThrottleLimit    = 2
    Capacity         = @{ Cpu = 2; MemoryGB = 8 }       # resources that stay free in every zone
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

# The report of all drills is written first. The errors come after it.
$results = @(Import-Csv -Path $Sources | Invoke-ObRestoreDrill @drill -ErrorAction SilentlyContinue)
foreach ($result in $results) {
    "$($result.SourceName) $($result.Verdict) $($result.ReasonId) $($result.Cleanup)"
}

$report = [System.IO.Path]::Combine($ReportFolder, 'weekly-drill.html')
$results | Export-ObRestoreReport -Path $report -Title 'Weekly restore drill' -Force
$results | Export-ObRestoreReport -Path ([System.IO.Path]::Combine($ReportFolder, 'weekly-drill.xml')) -Force   # JUnit, for a CI system

# Mail the report with your own mail tool, for example:
# Send-MailKitMessage -From drills@example.com -RecipientList dba@example.com -Subject 'Weekly restore drill' -AttachmentList $report ...

# Show what this run or an earlier run has left on the cluster. Check it, then pipe it to Remove-ObDrillLeftover.
foreach ($leftover in @(Get-ObDrillLeftover -HistoryPath $HistoryPath)) {
    "left: $($leftover.TenantName) of $($leftover.SourceName), DAG $($leftover.DagId), $($leftover.State)"
}

$unproven = @($results | Where-Object { $_.Verdict -ne 'Passed' })
if ($results.Count -eq 0 -or $unproven.Count -gt 0) {
    [Console]::Error.WriteLine("$($unproven.Count) of $($results.Count) drills did not prove their backup; see $report")
    exit $(if ($results.Count -eq 0) { 1 } else { 2 })
}
