# The build writes ModuleVersion, Prerelease, ProjectUri, IconUri and ReleaseNotes, from Directory.Build.props and CHANGELOG.md.
@{
    RootModule             = 'ObshellPS.psm1'
    ModuleVersion          = '0.0.0'
    GUID                   = 'b4a0c1f2-6c0e-4b53-9e3f-2f6d8f6f5a11'
    Author                 = 'ObshellPS contributors'
    CompanyName            = 'ObshellPS contributors'
    Copyright              = '(c) ObshellPS contributors. Licensed under Apache-2.0.'
    Description            = 'Restores OceanBase tenants through the obshell agent: start a restore from objects, CSV or JSON, wait for it, and know what its end means.'
    PowerShellVersion      = '5.1'
    DotNetFrameworkVersion = '4.7.2'
    CompatiblePSEditions   = @('Desktop', 'Core')
    FormatsToProcess       = @('ObshellPS.Format.ps1xml')
    TypesToProcess         = @('ObshellPS.Types.ps1xml')
    FunctionsToExport      = @()
    AliasesToExport        = @()
    VariablesToExport      = @()
    CmdletsToExport        = @(
        'Connect-ObCluster'
        'ConvertFrom-ObScn'
        'ConvertTo-ObScn'
        'Disconnect-ObCluster'
        'Export-ObRecoveryPlan'
        'Export-ObRestoreReport'
        'Get-ObAgent'
        'Get-ObConnection'
        'Get-ObDag'
        'Get-ObDagLog'
        'Get-ObDrillLeftover'
        'Get-ObRestoreDrill'
        'Get-ObRestoreSource'
        'Get-ObRestoreWindow'
        'Get-ObTenant', 'Get-ObTenantBackup', 'Test-ObTenantBackup', 'Start-ObTenantBackup', 'Stop-ObTenantBackup', 'Set-ObTenantBackup'
        'Get-ObTenantRestore'
        'Get-ObUnitConfig'
        'Get-ObZone'
        'Import-ObRecoveryPlan'
        'Invoke-ObApi'
        'Invoke-ObRecoveryPlan'
        'Invoke-ObRestoreDrill'
        'New-ObUnitConfig'
        'New-ObZoneParam'
        'Remove-ObDrillLeftover'
        'Remove-ObTenant'
        'Remove-ObTenantRestore'
        'Remove-ObUnitConfig'
        'Resume-ObDag'
        'Skip-ObDag'
        'Start-ObTenantRestore'
        'Stop-ObDag'
        'Stop-ObTenantRestore'
        'Test-ObTenantRestore'
        'Undo-ObDag'
        'Wait-ObDag'
    )
    PrivateData            = @{
        PSData = @{
            Tags         = @('OceanBase', 'obshell', 'Restore', 'Backup', 'Tenant', 'Database', 'PSEdition_Desktop', 'PSEdition_Core', 'Windows', 'Linux', 'MacOS')
            LicenseUri   = 'https://www.apache.org/licenses/LICENSE-2.0'
            ProjectUri   = ''
            IconUri      = ''
            Prerelease   = ''
            ReleaseNotes = ''
        }
    }
}
