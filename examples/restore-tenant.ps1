$null = Connect-ObCluster                    # agents in OBSHELL_SERVER, password of root@sys in OBSHELL_PASSWORD
$zones = 'zone1', 'zone2', 'zone3' | New-ObZoneParam -UnitConfigName s1 -UnitNum 1
$restore = @{
    RestoreTenantName = 'rt2'
    DataBackupUri     = 'oss://bkt/prod/data?host=oss-cn-hangzhou.aliyuncs.com'
    ArchiveLogUri     = 'oss://bkt/prod/clog?host=oss-cn-hangzhou.aliyuncs.com'
    Timestamp         = '2026-11-21T12:00:00+08:00'
}
$zones | Start-ObTenantRestore @restore | Wait-ObDag
