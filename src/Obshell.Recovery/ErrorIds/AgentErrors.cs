using Obshell.Client;
using Obshell.Client.Backups;
using Obshell.Client.Display;
using Obshell.Client.Errors;
using Obshell.Recovery.ErrorNumbers;
using static Obshell.Recovery.ErrorIds.ErrorKind;

namespace Obshell.Recovery.ErrorIds;

/// <summary>
/// The agent's errCodes that more is known of than their text (PROTOCOL 7). A row without a kind has that of its family; all other
/// errCodes have only their family.
/// </summary>
internal static class AgentErrors
{
    private const string Step = "This step does not allow it.";

    public static readonly ErrorRow[] Rows =
    [
        new(ErrorCodes.IncorrectOceanbasePassword, null, "Connect again with the right password of root@sys. It was tried once only: each try is a database login, and too many lock the account."),
        new(ErrorCodes.IncorrectAgentPassword, null, "Connect again with the right -AgentPassword."),
        new(ErrorCodes.WithAgentPassword, null, "This agent asks for its own password: Connect-ObCluster -AgentPassword."),
        new(ErrorCodes.WithOceanBasePassword, null, "This agent asks for the password of root@sys: Connect-ObCluster -Credential."),
        new("Security.Authentication.Header.UriMismatch", ProtocolError, "Something between you and the agent rewrites the address. Name the agent itself with -Server."),
        new("Security.Authentication.Timestamp.Invalid", ProtocolError),
        new(ErrorCodes.Expired, null, "The agent says that the request was too old, and its clock does not confirm it. Check the clocks (NTP) and connect again."),
        new("Security.User.PermissionDenied", PermissionDenied),
        new("Request.Header.NotFound", AuthenticationError),
        new("Request.Body.ReadFailed", ConnectionError),
        new("Request.Forward.MasterAgent.NotFound", ResourceUnavailable),
        new("Agent.RPC.RequestError", ConnectionError),
        new("Agent.RPC.RequestFailed", ConnectionError),
        new(ErrorCodes.IdentityNotSupported, InvalidOperation, "Only an agent of a running cluster (CLUSTER AGENT) can do this. Connect to one."),
        new("Agent.OceanBase.NotHold", ResourceUnavailable),
        new(ErrorCodes.DatabaseUseless, ResourceUnavailable),
        new(ErrorCodes.ObserverNotExist, ResourceUnavailable),
        new("OB.Server.Process.CheckFailed", ResourceUnavailable),
        new(ErrorCodes.WithoutObAdmin, NotInstalled, e => e.Fault is ObshellApiException api
            ? $"Only ob_admin can look into a backup, and {api.Agent} has none: install it in the bin folder beside that agent, or connect to an agent that has it. A restore itself does not need it."
            : null),
        new(ErrorCodes.MySqlError, InvalidOperation),
        new(ErrorCodes.NoRowAffected, ResourceBusy, Raced),
        new(ErrorCodes.AsyncOperationTimeout, OperationTimeout),
        new(ErrorCodes.TenantExisted, ResourceExists, e => Running(e) ?? $"A restore always makes a new tenant. Choose another name, or look with Get-ObDag -TenantName {CommandArgument.Of(e.Target?.ToString())} -Last whether an earlier restore made this one."),
        new(ErrorCodes.TenantUnderMaintenance, null, e => Running(e) ?? "Another task works on this tenant. Get-ObDag -Unfinished shows it; wait for it and repeat."),
        new(ErrorCodes.SysOperationNotAllowed, PermissionDenied, "Choose another tenant name."),
        new("OB.Tenant.StatusNotNormal", InvalidOperation),
        new("OB.Tenant.ResourceNotEnough", LimitsExceeded),
        new(ErrorCodes.ZoneNotExist, null, "Check the zone names against the cluster; they are case-sensitive."),
        new(ErrorCodes.UnitConfigNotExist, null, "Check the name of the unit config, or create it on the cluster first."),
        new("OB.Resource.UnitConfig.Existed", ResourceExists),
        new("OB.Resource.Pool.Granted", ResourceBusy),
        new(ErrorCodes.UnitNumExceedsLimit, LimitsExceeded, "Use a unit number no greater than the servers of the smallest zone."),
        new(ErrorCodes.PrimaryZoneCrossRegion, null, "Name -PrimaryZone with zones of one region; RANDOM fits only where all zones are in one region."),
        new(ErrorCodes.PrimaryRegionFullReplicaNotEnough, null, "Give the region of the first-priority zones at least two FULL replicas."),
        new(ErrorCodes.RestoreNotRecovering, InvalidOperation, "The tenant exists, and no restore of it is known: there is nothing to cancel. A tenant that is not wanted is dropped with Remove-ObTenant."),
        new(ErrorCodes.RestoreTaskNotExist, null, "The newest task of this tenant is no restore. Get-ObDag -TenantName shows it."),
        new("OB.Restore.Task.AlreadySucceed", InvalidOperation),
        new("OB.Backup.ArchiveDestEmpty", InvalidOperation),
        new("OB.Backup.DataDestEmpty", InvalidOperation),
        new("OB.Backup.NoUserTenants", ObjectNotFound),
        new(ErrorCodes.TaskNotFound, null, "Get-ObDag lists the DAGs that this cluster knows. Ids are counted in each cluster apart: check the connection too."),
        new("Task.GenericID.Invalid", null, "Use an id as Get-ObDag shows it."),
        new("Task.CreateFailed", InvalidOperation),
        new("Task.Expired", InvalidOperation,
            "Another task has worked on this tenant since, so this DAG is history: it can neither be resumed nor undone. Get-ObDag -TenantName shows the newer one; start the restore anew if it is still wanted."),
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
            return "Another task holds the cluster. Get-ObDag -Unfinished shows it; wait for it and repeat.";
        }

        if (fault.ErrorCode.StartsWith("Agent.OceanBase.", StringComparison.Ordinal) || fault.ErrorCode.StartsWith("OB.Server.Process.", StringComparison.Ordinal))
        {
            return "The OceanBase server beside that agent is not available. Name further agents of the cluster with -Server, or start the server.";
        }

        return fault.HttpStatus switch
        {
            401 => "Check the password and connect again.",
            400 => "Correct what the agent names and run the command again.",
            _ => $"Look into the agent's log on {fault.Agent} for trace {fault.TraceId}.",
        };
    }

    private static string? Running(ErrorCase error) => error.Fault is DagRefusalException { Dag: var dag }
        ? $"A restore of this tenant is DAG {dag.Id} ({dag.State}, stage {dag.Stage} of {dag.MaxStage}). Wait-ObDag {CommandArgument.Of(dag.Id)} goes on waiting for it; "
            + "Start-ObTenantRestore -AttachExisting returns it instead of this error when it is the same one."
        : null;

    private static string Raced(ErrorCase error) => error.Fault is DagRefusalException { Dag: var now }
        ? $"Somebody else changed it at the same moment: DAG {now.Id} is {now.State}/{now.Operator} now, stage {now.Stage}. Decide anew; Wait-ObDag {CommandArgument.Of(now.Id)} says how it goes on."
        : $"Somebody else changed it at the same moment. Read it again with Get-ObDag {CommandArgument.Of((error.Target as AgentDag)?.Id)} and decide anew.";

    private static string BeyondRollback(ErrorCase error) => error.Target is AgentDag { IsRestore: true } dag
        ? $"Resume-ObDag {CommandArgument.Of(dag.Id)} repeats the step that is missing. If the tenant is not wanted, drop it with Remove-ObTenant {CommandArgument.Of(dag.TenantName)}."
        : "A step of it has no way back. Resume-ObDag repeats the step that failed.";

    private static string NotToRollBack(ErrorCase error) => error.Target switch
    {
        AgentDag { State: DagStates.Ready, Operator: not DagOperators.Rollback } young => $"The agent had not begun DAG {young.Id} when it was asked, and cancels only what it has begun. Repeat the command in a second.",
        AgentDag still => $"Nothing was undone: the DAG has not begun, has ended, or is undone already. Wait-ObDag {CommandArgument.Of(still.Id)} says which; then decide anew.",
        _ => "Wait-ObDag says how it stands; then decide anew.",
    };

    private static string Moved(ErrorCase error) =>
        error.Target is AgentDag dag ? $"The DAG is no longer as it was. Wait-ObDag {CommandArgument.Of(dag.Id)} says how it stands or ends." : "The DAG is no longer as it was. Wait-ObDag says how it stands or ends.";

    private static string NotHere(ErrorCase error) =>
        error.Target is AgentDag dag ? $"{Step} Get-ObDagLog {CommandArgument.Of(dag.Id)} shows what it has done." : $"{Step} Get-ObDagLog shows what it has done.";
}
