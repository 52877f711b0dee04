$null = Connect-ObCluster                    # agents in OBSHELL_SERVER, password of root@sys in OBSHELL_PASSWORD
$zones = 'zone1', 'zone2', 'zone3' | New-ObZoneParam -UnitConfigName s1 -UnitNum 1
$restore = @{
    RestoreTenantName = 'rt2'
    DataBackupUri     = 'file:///backup/prod/data'
    ArchiveLogUri     = 'file:///backup/prod/clog'
    Timestamp         = '2026-11-21T12:00:00+08:00'
}
$zones | Start-ObTenantRestore @restore | Wait-ObDag
