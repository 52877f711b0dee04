using System.Management.Automation;
using Obshell.Client;
using Obshell.Recovery;
using Obshell.Recovery.Verdicts;

namespace ObshellPS.Errors;

/// <summary>PowerShell's category for each of the agent's errCodes (PROTOCOL 7) and for ours.</summary>
internal static class Categories
{
    public static ErrorCategory Of(ObshellException fault) => fault switch
    {
        ObshellApiException api => OfAgent(api.ErrorCode, api.HttpStatus),
        ObshellInputException { ErrorId: "NotConnected" or "Disconnected" } => ErrorCategory.ConnectionError,
        ObshellInputException { ErrorId: "TenantNotFound" or "DagNotFound" } => ErrorCategory.ObjectNotFound,
        ObshellInputException => ErrorCategory.InvalidArgument,
        ObshellConnectionException { ErrorId: "RequestTimeout" } => ErrorCategory.OperationTimeout,
        { IsRefusal: true } => ErrorCategory.SecurityError,
        ObshellConnectionException or ChangeUnknownException => ErrorCategory.ConnectionError,
        ExistingRestoreDiffersException => ErrorCategory.ResourceExists,
        ObshellProtocolException { ErrorId: "AgentTooOld" } => ErrorCategory.NotImplemented,
        ObshellProtocolException { ErrorId: "DifferentCluster" } => ErrorCategory.InvalidArgument,
        ObshellProtocolException { ErrorId: "ClusterUnknown" } => ErrorCategory.ResourceUnavailable,
        ObshellProtocolException { ErrorId: "GatewayError" } => ErrorCategory.ResourceUnavailable,
        ObshellProtocolException => ErrorCategory.ProtocolError,
        _ => ErrorCategory.NotSpecified,
    };

    private static ErrorCategory OfAgent(string code, int status) => code switch
    {
        "MySQL.Error" => ErrorCategory.InvalidOperation,
        "Gorm.NoRowAffected" => ErrorCategory.ResourceBusy,
        "Request.Header.NotFound" => ErrorCategory.AuthenticationError,
        "Request.Body.ReadFailed" => ErrorCategory.ConnectionError,
        "Request.Forward.MasterAgent.NotFound" => ErrorCategory.ResourceUnavailable,
        "Security.Authentication.Header.UriMismatch" or "Security.Authentication.Timestamp.Invalid" => ErrorCategory.ProtocolError,
        "Security.User.PermissionDenied" or "OB.Tenant.SysOperationNotAllowed" => ErrorCategory.PermissionDenied,
        "Agent.Identify.NotSupportOperation" => ErrorCategory.InvalidOperation,
        "Agent.OceanBase.NotHold" or "Agent.OceanBase.Useless" or "OB.Server.Process.NotExist" or "OB.Server.Process.CheckFailed" => ErrorCategory.ResourceUnavailable,
        "Agent.RPC.RequestError" or "Agent.RPC.RequestFailed" => ErrorCategory.ConnectionError,
        "OB.Cluster.AsyncOperationTimeout" => ErrorCategory.OperationTimeout,
        "Environment.WithoutObAdmin" => ErrorCategory.NotInstalled,
        "OB.Tenant.Existed" or "OB.Resource.UnitConfig.Existed" => ErrorCategory.ResourceExists,
        "OB.Tenant.UnitNum.ExceedsLimit" or "OB.Tenant.ResourceNotEnough" => ErrorCategory.LimitsExceeded,
        "OB.Tenant.StatusNotNormal" or "OB.Restore.NotRecovering" or "OB.Restore.Task.AlreadySucceed"
            or "OB.Backup.ArchiveDestEmpty" or "OB.Backup.DataDestEmpty" or "Task.CreateFailed" or "Task.Expired" => ErrorCategory.InvalidOperation,
        "OB.Resource.Pool.Granted" => ErrorCategory.ResourceBusy,
        "OB.Backup.NoUserTenants" => ErrorCategory.ObjectNotFound,
        "Task.Dag.Operator.NotSupport" or "Task.Node.Operator.NotSupport" => ErrorCategory.InvalidArgument,
        _ => OfFamily(code, status),
    };

    private static ErrorCategory OfFamily(string code, int status)
    {
        if (code.StartsWith("Request.", StringComparison.Ordinal))
        {
            return ErrorCategory.ProtocolError;
        }

        if (code.StartsWith("Security.Authentication.", StringComparison.Ordinal))
        {
            return ErrorCategory.AuthenticationError;
        }

        if (code.Contains("UnderMaintenance"))
        {
            return ErrorCategory.ResourceBusy;
        }

        if (code.StartsWith("Task.Dag.Operator.", StringComparison.Ordinal) || code.StartsWith("Task.Node.Operator.", StringComparison.Ordinal))
        {
            return ErrorCategory.InvalidOperation;
        }

        if (code.EndsWith(".NotExist", StringComparison.Ordinal) || code.EndsWith(".NotFound", StringComparison.Ordinal))
        {
            return ErrorCategory.ObjectNotFound;
        }

        return status switch
        {
            400 => ErrorCategory.InvalidArgument,
            401 => ErrorCategory.AuthenticationError,
            404 => ErrorCategory.ObjectNotFound,
            _ => ErrorCategory.NotSpecified,
        };
    }

    /// <summary>Of a verdict.</summary>
    public static ErrorCategory Of(VerdictError error) => error switch
    {
        VerdictError.None => ErrorCategory.NotSpecified,
        VerdictError.InvalidResult => ErrorCategory.InvalidResult,
        VerdictError.InvalidOperation => ErrorCategory.InvalidOperation,
        VerdictError.Stopped => ErrorCategory.OperationStopped,
        VerdictError.TimedOut => ErrorCategory.OperationTimeout,
    };
}
