# Measures the milliseconds for the start of each restore, and checks that the DAGs are returned in the order of the rows.
param([string] $Module, [int] $Count, [int] $AtOnce)
$ErrorActionPreference = 'Stop'
Import-Module -Name $Module
$null = Connect-ObCluster -WarningAction SilentlyContinue
$prefix = 't' + [guid]::NewGuid().ToString('N').Substring(0, 8)
$throttle = if ($AtOnce) { @{ ThrottleLimit = $AtOnce } } else { @{} }

# Rows like those of a CSV file: all values are strings. The first four are a warm-up.
$rows = "restore_tenant_name,data_backup_uri,zone_list`n" + (@(foreach ($i in 1..($Count + 4)) { "${prefix}_$i,file:///data/backup/data,zone1:s1:1;zone2:s1:1;zone3:s1:1" }) -join "`n") | ConvertFrom-Csv
$null = $rows[0..3] | Start-ObTenantRestore @throttle
$rows = $rows[4..($Count + 3)]
$watch = [Diagnostics.Stopwatch]::StartNew()
$names = ($rows | Start-ObTenantRestore @throttle).TenantName
$watch.Stop()
($watch.Elapsed.TotalMilliseconds / $Count).ToString([cultureinfo]::InvariantCulture) + ' ' + (($names -join ',') -ceq ($rows.restore_tenant_name -join ','))
