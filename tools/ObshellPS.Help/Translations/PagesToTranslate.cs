using System.Collections.Generic;

namespace ObshellPS.Help.Translations;

/// <summary>Cmdlets whose page is not yet translated, so that their help is shown in English. Delete this when there are none.</summary>
internal static class PagesToTranslate
{
    public static readonly IReadOnlyList<string> Names =
    [
        "Export-ObRestoreReport",
        "Get-ObDrillLeftover",
        "Get-ObRestoreDrill",
        "Invoke-ObRecoveryPlan",
        "Invoke-ObRestoreDrill",
        "New-ObUnitConfig",
        "New-ObZoneParam",
        "Remove-ObDrillLeftover",
        "Remove-ObRestoreDrill",
        "Remove-ObTenant",
        "Remove-ObTenantRestore",
        "Remove-ObUnitConfig",
        "Resume-ObDag",
        "Set-ObTenantBackup",
        "Skip-ObDag",
        "Start-ObTenantBackup",
        "Start-ObTenantRestore",
        "Stop-ObDag",
        "Stop-ObTenantBackup",
        "Stop-ObTenantRestore",
        "Test-ObTenantBackup",
        "Test-ObTenantRestore",
        "Undo-ObDag",
        "Wait-ObDag",
    ];
}
