using Obshell.Client;
using Obshell.Client.Backups;
using Obshell.Client.Display;
using Obshell.Client.Errors;
using Obshell.Recovery.ErrorNumbers;
using static Obshell.Recovery.ErrorIds.ErrorKind;

namespace Obshell.Recovery.ErrorIds;

/// <summary>
/// The agent's errCodes that have their own kind or advice (PROTOCOL 7). If a row has no kind, the kind of its family is used. An errCode
/// without a row has the kind and advice of its family. If a cmdlet can list the valid values, the advice mentions this cmdlet.
/// </summary>
internal static class AgentErrors
{
    public static readonly ErrorRow[] Rows =
    [
        new(ErrorCodes.IncorrectOceanbasePassword, null, () => AgentAdviceTexts.WrongPassword),
        new(ErrorCodes.IncorrectAgentPassword, null, () => AgentAdviceTexts.WrongAgentPassword),
        new(ErrorCodes.WithAgentPassword, null, () => AgentAdviceTexts.AgentPasswordNeeded),
        new(ErrorCodes.WithOceanBasePassword, null, () => AgentAdviceTexts.RootPasswordNeeded),
        new("Security.Authentication.Header.UriMismatch", ProtocolError, () => AgentAdviceTexts.AddressRewritten),
        new("Security.Authentication.Timestamp.Invalid", ProtocolError),
        new(ErrorCodes.Expired, null, () => AgentAdviceTexts.RequestTooOld),
        new("Security.User.PermissionDenied", PermissionDenied),
        new("Request.Header.NotFound", AuthenticationError),
        new("Request.Body.ReadFailed", ConnectionError),
        new("Request.Forward.MasterAgent.NotFound", ResourceUnavailable),
        new("Agent.RPC.RequestError", ConnectionError),
        new("Agent.RPC.RequestFailed", ConnectionError),
        new(ErrorCodes.IdentityNotSupported, InvalidOperation, () => AgentAdviceTexts.ClusterAgentNeeded),
        new("Agent.OceanBase.NotHold", ResourceUnavailable),
        new(ErrorCodes.DatabaseUseless, ResourceUnavailable),
        new(ErrorCodes.ObserverNotExist, ResourceUnavailable),
        new("OB.Server.Process.CheckFailed", ResourceUnavailable),

        // The agent sends this errCode only when ob_admin does not exist. When ob_admin fails, it sends Common.Unexpected (PROTOCOL 4.12).
        new(ErrorCodes.WithoutObAdmin, NotInstalled, e => e.Fault is ObshellApiException api ? AgentAdviceTexts.FormatNoObAdmin(api.Agent) : null),
        new(ErrorCodes.MySqlError, InvalidOperation),
        new(ErrorCodes.NoRowAffected, ResourceBusy, Raced),
        new(ErrorCodes.AsyncOperationTimeout, OperationTimeout),
        new(ErrorCodes.TenantExisted, ResourceExists, e => Running(e) ?? AgentAdviceTexts.FormatTenantExists(CommandArgument.Of(e.Target?.ToString()))),
        new(ErrorCodes.TenantUnderMaintenance, null, e => Running(e) ?? AgentAdviceTexts.TenantBusy),
        new(ErrorCodes.SysOperationNotAllowed, PermissionDenied, () => AgentAdviceTexts.OtherTenantName),
        new(ErrorCodes.TenantNotExist, null, () => AgentAdviceTexts.TenantUnknown),
        new("OB.Tenant.Name.Empty", null, () => AgentAdviceTexts.TenantNameRules),
        new("OB.Tenant.Name.Invalid", null, () => AgentAdviceTexts.TenantNameRules),
        new("OB.Tenant.StatusNotNormal", InvalidOperation, () => AgentAdviceTexts.TenantStatus),
        new("OB.Tenant.ResourceNotEnough", LimitsExceeded, () => AgentAdviceTexts.NotEnoughResources),
        new(ErrorCodes.ZoneNotExist, null, () => AgentAdviceTexts.ZoneUnknown),
        new(ErrorCodes.ZoneListEmpty, null, () => AgentAdviceTexts.ZonesMissing),
        new(ErrorCodes.ZoneRepeated, null, () => AgentAdviceTexts.ZoneTwice),
        new(ErrorCodes.UnitConfigNotExist, null, () => AgentAdviceTexts.UnitConfigUnknown),
        new(ErrorCodes.UnitConfigNameEmpty, null, () => AgentAdviceTexts.UnitConfigUnknown),
        new("OB.Resource.UnitConfig.Existed", ResourceExists, () => AgentAdviceTexts.UnitConfigExists),
        new("OB.Resource.Pool.Granted", ResourceBusy, () => AgentAdviceTexts.PoolInUse),
        new(ErrorCodes.UnitNumInvalid, null, () => AgentAdviceTexts.UnitNumWrong),
        new(ErrorCodes.UnitNumInconsistent, null, () => AgentAdviceTexts.UnitNumWrong),
        new(ErrorCodes.UnitNumExceedsLimit, LimitsExceeded, () => AgentAdviceTexts.UnitNumWrong),
        new(ErrorCodes.ReplicaInvalidType, null, () => AgentAdviceTexts.ReplicaTypeWrong),
        new(ErrorCodes.NoPaxosReplica, null, () => AgentAdviceTexts.NoVotingReplica),
        new(ErrorCodes.PrimaryZoneInvalid, null, () => AgentAdviceTexts.PrimaryZoneWrong),
        new(ErrorCodes.PrimaryZoneCrossRegion, null, () => AgentAdviceTexts.PrimaryZoneRegions),
        new(ErrorCodes.PrimaryRegionFullReplicaNotEnough, null, () => AgentAdviceTexts.PrimaryRegionReplicas),
        new(ErrorCodes.RestoreTimeNotValid, null, () => AgentAdviceTexts.PointOutside),
        new(ErrorCodes.RestoreNotRecovering, InvalidOperation, () => AgentAdviceTexts.NothingToCancel),
        new(ErrorCodes.RestoreTaskNotExist, null, () => AgentAdviceTexts.NewestTaskNotRestore),
        new("OB.Restore.Task.AlreadySucceed", InvalidOperation, () => AgentAdviceTexts.RestoreSucceeded),
        new(ErrorCodes.StorageUriInvalid, null, () => AgentAdviceTexts.StorageUri),
        new("OB.Backup.ArchiveDestEmpty", InvalidOperation, () => AgentAdviceTexts.DestinationMissing),
        new("OB.Backup.DataDestEmpty", InvalidOperation, () => AgentAdviceTexts.DestinationMissing),
        new("OB.Backup.NoUserTenants", ObjectNotFound, () => AgentAdviceTexts.NoUserTenants),
        new(ErrorCodes.TaskNotFound, null, () => AgentAdviceTexts.DagUnknown),
        new("Task.GenericID.Invalid", null, () => AgentAdviceTexts.DagIdForm),
        new("Task.CreateFailed", InvalidOperation),
        new("Task.Expired", InvalidOperation, () => AgentAdviceTexts.DagExpired),
        new("Task.Dag.Operator.NotSupport", InvalidArgument),
        new("Task.Node.Operator.NotSupport", InvalidArgument),
        new("Task.Dag.Operator.RollbackNotAllowed", null, BeyondRollback),
        new("Task.Dag.Operator.RollbackNotFailedDag", null, NotToRollBack),
        new(ErrorCodes.RetryNotFailedDag, null, Moved),
        new("Task.Dag.Operator.PassNotFailedDag", null, Moved),
        new("Task.Dag.Operator.CancelFinishedDag", null, Moved),
        new("Task.Dag.Operator.RetryNotAllowed", null, NotHere),
        new("Task.Dag.Operator.CancelNotAllowed", null, NotHere),
        new("Task.Dag.Operator.PassNotAllowed", null, NotHere),
    ];

    public static ErrorKind KindOfFamily(string code, int status) => code switch
    {
        _ when code.StartsWith("Request.", StringComparison.Ordinal) => ProtocolError,
        _ when code.StartsWith("Security.Authentication.", StringComparison.Ordinal) => AuthenticationError,
        _ when code.Contains("UnderMaintenance") => ResourceBusy,
        _ when code.StartsWith("Task.Dag.Operator.", StringComparison.Ordinal) || code.StartsWith("Task.Node.Operator.", StringComparison.Ordinal) => InvalidOperation,
        _ when code.EndsWith(".NotExist", StringComparison.Ordinal) || code.EndsWith(".NotFound", StringComparison.Ordinal) => ObjectNotFound,
        _ => status switch
        {
            400 => InvalidArgument,
            401 => AuthenticationError,
            404 => ObjectNotFound,
            _ => NotSpecified,
        },
    };

    public static string AdviceOtherwise(ObshellApiException fault)
    {
        if (BackupFault.AdviceFor(fault) is { } advice)
        {
            return advice;
        }

        if (DatabaseErrors.AdviceFor(fault.ServerMessage) is { Length: > 0 } known)
        {
            return known;
        }

        if (fault.ErrorCode.Contains("UnderMaintenance"))
        {
            return AgentAdviceTexts.ClusterBusy;
        }

        if (fault.ErrorCode.StartsWith("Agent.OceanBase.", StringComparison.Ordinal) || fault.ErrorCode.StartsWith("OB.Server.Process.", StringComparison.Ordinal))
        {
            return AgentAdviceTexts.ServerUnavailable;
        }

        return fault.HttpStatus switch
        {
            401 => AgentAdviceTexts.CheckPassword,
            400 => AgentAdviceTexts.CorrectAndRepeat,
            _ => AgentAdviceTexts.FormatReadAgentLog(fault.Agent, fault.TraceId),
        };
    }

    private static string? Running(ErrorCase error) => error.Fault is DagRefusalException { Dag: var dag }
        ? AgentAdviceTexts.FormatRestoreRuns(dag.Id, dag.State, dag.Stage, dag.MaxStage, CommandArgument.Of(dag.Id))
        : null;

    private static string Raced(ErrorCase error) => error.Fault is DagRefusalException { Dag: var now }
        ? AgentAdviceTexts.FormatChangedMeanwhileDag(now.Id, now.State, now.Operator, now.Stage, CommandArgument.Of(now.Id))
        : AgentAdviceTexts.FormatChangedMeanwhile(CommandArgument.Of((error.Target as AgentDag)?.Id));

    private static string BeyondRollback(ErrorCase error) => error.Target is AgentDag { IsRestore: true } dag
        ? AgentAdviceTexts.FormatRestoreWithoutRollback(CommandArgument.Of(dag.Id), CommandArgument.Of(dag.TenantName))
        : AgentAdviceTexts.StepWithoutRollback;

    private static string NotToRollBack(ErrorCase error) => error.Target switch
    {
        AgentDag { State: DagStates.Ready, Operator: not DagOperators.Rollback } young => AgentAdviceTexts.FormatDagNotBegun(young.Id),
        AgentDag dag => AgentAdviceTexts.FormatNothingUndoneDag(CommandArgument.Of(dag.Id)),
        _ => AgentAdviceTexts.NothingUndone,
    };

    private static string Moved(ErrorCase error) =>
        error.Target is AgentDag dag ? AgentAdviceTexts.FormatDagChangedDag(CommandArgument.Of(dag.Id)) : AgentAdviceTexts.DagChanged;

    private static string NotHere(ErrorCase error) =>
        error.Target is AgentDag dag ? AgentAdviceTexts.FormatStepNotAllowedDag(CommandArgument.Of(dag.Id)) : AgentAdviceTexts.StepNotAllowed;
}
