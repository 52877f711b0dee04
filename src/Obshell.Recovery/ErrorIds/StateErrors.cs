using Obshell.Client.Display;
using static Obshell.Recovery.ErrorIds.ErrorKind;

namespace Obshell.Recovery.ErrorIds;

/// <summary>
/// Errors of what was found: changes whose outcome is open, restores and DAGs in no state for the command, files. Most of them name
/// the very DAG or tenant in their advice, which therefore stands where they are raised.
/// </summary>
internal static class StateErrors
{
    public static readonly ErrorRow[] Rows =
    [
        new("ChangeUnknown", ConnectionError, FindOut),
        new("RestoreStartUnknown", ConnectionError, FindOut),
        new("ExistingRestoreDiffers", ResourceExists, e => e.Fault is ExistingRestoreDiffersException differs
            ? $"Choose another tenant name; or wait for that restore with Wait-ObDag {CommandArgument.Of(differs.Dag.Id)}; or, if it is not wanted, "
                + (differs.Dag.IsFinished ? $"drop the tenant with Remove-ObTenant {CommandArgument.Of(differs.TenantName)}." : $"undo it with Stop-ObTenantRestore {CommandArgument.Of(differs.TenantName)}.")
            : null),
        new("WaitTimeout", OperationTimeout),
        new("NoRestore", ObjectNotFound),
        new("NotNewestDag", InvalidOperation),
        new("RestoreBeyondCancel", InvalidOperation),
        new("RestoreNotFound", InvalidOperation),
        new("RestoreAtWork", InvalidOperation),
        new("RestoreNotFailed", InvalidOperation),
        new("NotOfThisRestore", InvalidOperation),
        new("LeftBehind", InvalidOperation),
        new("TenantNotNormal", InvalidOperation),
        new("AgentDown", InvalidOperation),
        new("BackupAtWork", InvalidOperation),
        new("NoDestination", InvalidOperation),
        new("BackupConfigFailed", InvalidResult),
        new("ArchiveNeverStarted", InvalidOperation),
        new("ArchiveInterrupted", InvalidOperation),
        new("ArchiveNotSwitched", OperationTimeout),
        new("NoCapacity", LimitsExceeded),
        new("TooSlow", OperationTimeout),
        new("ConfirmationImpossible", PermissionDenied),
        new("LinkNotFollowed", InvalidArgument),
        new("FileReadOnly", PermissionDenied),
        new("NoClobber", ResourceExists),
        new("ReportNotWritten", WriteError),
        new("PlanNotReady", InvalidOperation),
        new("TenantTaken", ResourceExists),
        new("UnitConfigMissing", ObjectNotFound),
        new("UnitConfigInUse", ResourceBusy),
        new("RecoveryPlanKept", ResourceExists),
        new("RecoveryPlanNotWritten", WriteError),
    ];

    private static string? FindOut(ErrorCase error) =>
        error.Fault is Client.ChangeUnknownException unknown ? $"{unknown.FindOut}; the agent's log has trace {unknown.TraceId} if the request arrived." : null;
}
