$null = Connect-ObCluster -WarningAction SilentlyContinue
Get-ObTenantBackup | Out-Default
$orders = Get-ObTenantBackup orders
$orders | Test-ObTenantRestore -RestoreTenantName orders_noon -PrimaryZone zone9 | Out-Default
$orders | Start-ObTenantRestore -RestoreTenantName orders_noon | Wait-ObDag | Out-Default
Get-ObTenantRestore orders_noon | Format-List | Out-Default
