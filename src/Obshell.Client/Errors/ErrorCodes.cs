namespace Obshell.Client.Errors;

/// <summary>The agent's errCodes on which decisions depend (PROTOCOL 7). All other errCodes are only shown as text.</summary>
public static class ErrorCodes
{
    /// <summary>The agent could not decrypt the header: the key is old, or it belongs to another agent.</summary>
    public const string HeaderDecryptFailed = "Security.Authentication.Header.DecryptFailed";

    /// <summary>The header has expired.</summary>
    public const string Expired = "Security.Authentication.Expired";

    /// <summary>The password of root@sys is wrong.</summary>
    public const string IncorrectOceanbasePassword = "Security.Authentication.IncorrectOceanbasePassword";

    /// <summary>The agent's own password is wrong.</summary>
    public const string IncorrectAgentPassword = "Security.Authentication.IncorrectAgentPassword";

    /// <summary>The agent wants its own password.</summary>
    public const string WithAgentPassword = "Security.Authentication.WithAgentPassword";

    /// <summary>The agent wants the password of root@sys.</summary>
    public const string WithOceanBasePassword = "Security.Authentication.WithOceanBasePassword";

    /// <summary>The beginning of the errCodes for a locked cluster.</summary>
    public const string UnderMaintenancePrefix = "OB.Cluster.UnderMaintenance";

    /// <summary>Another DAG holds the tenant.</summary>
    public const string TenantUnderMaintenance = "OB.Tenant.UnderMaintenance";

    /// <summary>There is a tenant of that name.</summary>
    public const string TenantExisted = "OB.Tenant.Existed";

    /// <summary>There is no tenant of that name.</summary>
    public const string TenantNotExist = "OB.Tenant.NotExist";

    /// <summary>A step reached the agent's own limit.</summary>
    public const string AsyncOperationTimeout = "OB.Cluster.AsyncOperationTimeout";

    /// <summary>The requested object does not exist.</summary>
    public const string NotFound = "Common.NotFound";

    /// <summary>The agent failed at a case that it does not expect.</summary>
    public const string Unexpected = "Common.Unexpected";

    /// <summary>The body has a shape that the agent does not read.</summary>
    public const string BindJsonFailed = "Common.BindJsonFailed";

    /// <summary>The agent does not accept a value.</summary>
    public const string IllegalArgument = "Common.IllegalArgument";

    /// <summary>Only an agent of a running cluster can do this.</summary>
    public const string IdentityNotSupported = "Agent.Identify.NotSupportOperation";

    /// <summary>There is no OceanBase server next to the agent.</summary>
    public const string ObserverNotExist = "OB.Server.Process.NotExist";

    /// <summary>The agent's OceanBase server cannot be used at present.</summary>
    public const string DatabaseUseless = "Agent.OceanBase.Useless";

    /// <summary>A DAG holds the cluster.</summary>
    public const string UnderMaintenanceWithDag = "OB.Cluster.UnderMaintenanceWithDag";

    /// <summary>The tenant is sys.</summary>
    public const string SysOperationNotAllowed = "OB.Tenant.SysOperationNotAllowed";

    /// <summary>No zone is named.</summary>
    public const string ZoneListEmpty = "OB.Tenant.ZoneList.Empty";

    /// <summary>A zone is named twice.</summary>
    public const string ZoneRepeated = "OB.Tenant.Zone.Repeated";

    /// <summary>There is no zone of that name.</summary>
    public const string ZoneNotExist = "OB.Zone.NotExist";

    /// <summary>The name of the unit config is missing.</summary>
    public const string UnitConfigNameEmpty = "OB.Resource.UnitConfig.Name.Empty";

    /// <summary>There is no unit config of that name.</summary>
    public const string UnitConfigNotExist = "OB.Resource.UnitConfig.NotExist";

    /// <summary>The number of units is less than 1.</summary>
    public const string UnitNumInvalid = "OB.Tenant.UnitNum.Invalid";

    /// <summary>Zones have different numbers of units.</summary>
    public const string UnitNumInconsistent = "OB.Tenant.UnitNum.Inconsistent";

    /// <summary>A zone has fewer servers than the requested number of units.</summary>
    public const string UnitNumExceedsLimit = "OB.Tenant.UnitNum.ExceedsLimit";

    /// <summary>Agents do not know the type of replica.</summary>
    public const string ReplicaInvalidType = "OB.Tenant.Replica.InvalidType";

    /// <summary>No replica can vote.</summary>
    public const string NoPaxosReplica = "OB.Tenant.NoPaxosReplica";

    /// <summary>The primary zone cannot be read, or is not in the zone list.</summary>
    public const string PrimaryZoneInvalid = "OB.Tenant.PrimaryZone.Invalid";

    /// <summary>The zones of first priority lie in several regions.</summary>
    public const string PrimaryZoneCrossRegion = "OB.Tenant.PrimaryZone.CrossRegion";

    /// <summary>The primary region has too few full replicas.</summary>
    public const string PrimaryRegionFullReplicaNotEnough = "OB.Tenant.PrimaryRegion.FullReplica.NotEnough";

    /// <summary>The backup does not reach the point.</summary>
    public const string RestoreTimeNotValid = "OB.Restore.TimeNotValid";

    /// <summary>There is no ob_admin next to the agent.</summary>
    public const string WithoutObAdmin = "Environment.WithoutObAdmin";

    /// <summary>There is no such DAG, node or sub-task.</summary>
    public const string TaskNotFound = "Task.NotFound";

    /// <summary>Only a failed DAG can be retried.</summary>
    public const string RetryNotFailedDag = "Task.Dag.Operator.RetryNotFailedDag";

    /// <summary>OceanBase answered with an error.</summary>
    public const string MySqlError = "MySQL.Error";

    /// <summary>Another client changed the DAG at the same moment.</summary>
    public const string NoRowAffected = "Gorm.NoRowAffected";

    /// <summary>The tenant is not being restored.</summary>
    public const string RestoreNotRecovering = "OB.Restore.NotRecovering";

    /// <summary>The newest task of the tenant is not a restore.</summary>
    public const string RestoreTaskNotExist = "OB.Restore.Task.NotExist";

    /// <summary>Legacy number: the agent could not decrypt the header (old key, other agent).</summary>
    public const int LegacyHeaderDecrypt = 1;

    /// <summary>Legacy number: every other authentication fault.</summary>
    public const int LegacyAuthentication = 10008;

    /// <summary>Whether another agent may answer this read: a class of errCodes in PROTOCOL 7.</summary>
    public static bool IsAgentUnavailable(string code) => code is
        "Agent.OceanBase.NotHold" or "Agent.OceanBase.Useless" or
        "OB.Server.Process.NotExist" or "OB.Server.Process.CheckFailed" or
        "Agent.RPC.RequestError" or "Agent.RPC.RequestFailed" or
        "Request.Forward.MasterAgent.NotFound";

    /// <summary>The agent cannot parse a backup destination (400).</summary>
    public const string StorageUriInvalid = "OB.Storage.URI.Invalid";
}
