using Obshell.Client.Display;
using static Obshell.Recovery.ErrorIds.ErrorKind;

namespace Obshell.Recovery.ErrorIds;

/// <summary>
/// Errors about a state: changes with an unknown outcome, restores and DAGs whose state does not allow the command, and files. Most advice
/// contains the DAG id or the tenant's name, so the code that throws the error also writes the advice.
/// </summary>
internal static class StateErrors
{
    public static readonly ErrorRow[] Rows =
    [
        new("ChangeUnknown", ConnectionError, FindOut),
        new("RestoreStartUnknown", ConnectionError, FindOut),
        new("ExistingRestoreDiffers", ResourceExists, e => e.Fault is not ExistingRestoreDiffersException differs ? null
            : differs.Dag.IsFinished ? StateAdviceTexts.FormatExistingRestoreEnded(CommandArgument.Of(differs.Dag.Id), CommandArgument.Of(differs.TenantName))
            : StateAdviceTexts.FormatExistingRestoreRuns(CommandArgument.Of(differs.Dag.Id), CommandArgument.Of(differs.TenantName))),
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
        new("BackupNotBegun", InvalidOperation),
        new("NoDestination", InvalidOperation),
        new("BackupConfigFailed", InvalidResult),
        new("ArchiveNeverStarted", InvalidOperation),
        new("ArchiveInterrupted", InvalidOperation),
        new("ArchiveNotRunning", InvalidOperation),
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
        error.Fault is Client.ChangeUnknownException unknown ? Listing.Sentences(unknown.FindOut, StateAdviceTexts.FormatFindOut(unknown.TraceId)) : null;
}
