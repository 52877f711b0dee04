# Measures for one minute, after a warm-up, how much of one core the process uses while it waits for all DAGs.
param([string] $Module)
$ErrorActionPreference = 'Stop'
Import-Module -Name $Module
$null = Connect-ObCluster -WarningAction SilentlyContinue
$connection = Get-ObConnection
$job = Start-ThreadJob { Get-ObDag -Unfinished -Connection $using:connection | Wait-ObDag -Connection $using:connection }
Start-Sleep -Seconds 15
$self = [Diagnostics.Process]::GetCurrentProcess()
$before = $self.TotalProcessorTime
$watch = [Diagnostics.Stopwatch]::StartNew()
Start-Sleep -Seconds 60
$self.Refresh()
$share = ($self.TotalProcessorTime - $before).TotalMilliseconds / $watch.Elapsed.TotalMilliseconds
if ($job.State -ne 'Running') { throw "The wait ended by itself: $($job.State) $(Receive-Job $job 2>&1)" }
Stop-Job $job
$share.ToString([cultureinfo]::InvariantCulture)
