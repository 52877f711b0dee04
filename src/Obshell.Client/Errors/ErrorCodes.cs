namespace Obshell.Client.Errors;

/// <summary>The agent's errCodes that the client uses for decisions (PROTOCOL 7). All other errCodes are only shown as text.</summary>
public static class ErrorCodes
{
    /// <summary>The agent could not decrypt the header: it was encrypted with an old key, or with the key of another agent.</summary>
    public const string HeaderDecryptFailed = "Security.Authentication.Header.DecryptFailed";

    /// <summary>The header has expired.</summary>
    public const string Expired = "Security.Authentication.Expired";

    /// <summary>The password of root@sys is wrong.</summary>
    public const string IncorrectOceanbasePassword = "Security.Authentication.IncorrectOceanbasePassword";

    /// <summary>The agent's own password is wrong.</summary>
    public const string IncorrectAgentPassword = "Security.Authentication.IncorrectAgentPassword";

    /// <summary>The agent requires its own password.</summary>
    public const string WithAgentPassword = "Security.Authentication.WithAgentPassword";

    /// <summary>The agent requires the password of root@sys.</summary>
    public const string WithOceanBasePassword = "Security.Authentication.WithOceanBasePassword";

    /// <summary>The beginning of the errCodes for a locked cluster.</summary>
    public const string UnderMaintenancePrefix = "OB.Cluster.UnderMaintenance";

    /// <summary>Another DAG has locked the tenant.</summary>
    public const string TenantUnderMaintenance = "OB.Tenant.UnderMaintenance";

    /// <summary>A tenant with this name already exists.</summary>
    public const string TenantExisted = "OB.Tenant.Existed";

    /// <summary>The tenant does not exist.</summary>
    public const string TenantNotExist = "OB.Tenant.NotExist";

    /// <summary>A step of the agent reached the agent's time limit.</summary>
    public const string AsyncOperationTimeout = "OB.Cluster.AsyncOperationTimeout";

    /// <summary>The requested object does not exist.</summary>
    public const string NotFound = "Common.NotFound";

    /// <summary>An unexpected error in the agent.</summary>
    public const string Unexpected = "Common.Unexpected";

    /// <summary>The agent cannot read the body: its JSON does not have the expected form.</summary>
    public const string BindJsonFailed = "Common.BindJsonFailed";

    /// <summary>A value is not valid.</summary>
    public const string IllegalArgument = "Common.IllegalArgument";

    /// <summary>Only an agent that belongs to a cluster can do this.</summary>
    public const string IdentityNotSupported = "Agent.Identify.NotSupportOperation";

    /// <summary>There is no OceanBase server next to the agent.</summary>
    public const string ObserverNotExist = "OB.Server.Process.NotExist";

    /// <summary>The agent's OceanBase server cannot be used now.</summary>
    public const string DatabaseUseless = "Agent.OceanBase.Useless";

    /// <summary>A DAG has locked the cluster.</summary>
    public const string UnderMaintenanceWithDag = "OB.Cluster.UnderMaintenanceWithDag";

    /// <summary>The operation is not allowed for the tenant sys.</summary>
    public const string SysOperationNotAllowed = "OB.Tenant.SysOperationNotAllowed";

    /// <summary>The zone list is empty.</summary>
    public const string ZoneListEmpty = "OB.Tenant.ZoneList.Empty";

    /// <summary>A zone is given twice.</summary>
    public const string ZoneRepeated = "OB.Tenant.Zone.Repeated";

    /// <summary>The zone does not exist.</summary>
    public const string ZoneNotExist = "OB.Zone.NotExist";

    /// <summary>The name of the unit config is missing.</summary>
    public const string UnitConfigNameEmpty = "OB.Resource.UnitConfig.Name.Empty";

    /// <summary>The unit config does not exist.</summary>
    public const string UnitConfigNotExist = "OB.Resource.UnitConfig.NotExist";

    /// <summary>The unit number is less than 1.</summary>
    public const string UnitNumInvalid = "OB.Tenant.UnitNum.Invalid";

    /// <summary>The unit number is not the same in all zones.</summary>
    public const string UnitNumInconsistent = "OB.Tenant.UnitNum.Inconsistent";

    /// <summary>A zone has fewer servers than the requested unit number.</summary>
    public const string UnitNumExceedsLimit = "OB.Tenant.UnitNum.ExceedsLimit";

    /// <summary>The replica type does not exist.</summary>
    public const string ReplicaInvalidType = "OB.Tenant.Replica.InvalidType";

    /// <summary>The tenant would have no replica with a vote: no FULL replica.</summary>
    public const string NoPaxosReplica = "OB.Tenant.NoPaxosReplica";

    /// <summary>The primary zone is not valid, or is not in the zone list.</summary>
    public const string PrimaryZoneInvalid = "OB.Tenant.PrimaryZone.Invalid";

    /// <summary>The zones with the highest priority are in several regions.</summary>
    public const string PrimaryZoneCrossRegion = "OB.Tenant.PrimaryZone.CrossRegion";

    /// <summary>The primary region has too few full replicas.</summary>
    public const string PrimaryRegionFullReplicaNotEnough = "OB.Tenant.PrimaryRegion.FullReplica.NotEnough";

    /// <summary>The backup cannot be restored to this point in time.</summary>
    public const string RestoreTimeNotValid = "OB.Restore.TimeNotValid";

    /// <summary><c>ob_admin</c> is missing on the agent's machine.</summary>
    public const string WithoutObAdmin = "Environment.WithoutObAdmin";

    /// <summary>The DAG, node or sub-task does not exist.</summary>
    public const string TaskNotFound = "Task.NotFound";

    /// <summary>Only a failed DAG can be retried.</summary>
    public const string RetryNotFailedDag = "Task.Dag.Operator.RetryNotFailedDag";

    /// <summary>OceanBase answered with an error.</summary>
    public const string MySqlError = "MySQL.Error";

    /// <summary>Another client changed the DAG at the same time.</summary>
    public const string NoRowAffected = "Gorm.NoRowAffected";

    /// <summary>The tenant is not being restored.</summary>
    public const string RestoreNotRecovering = "OB.Restore.NotRecovering";

    /// <summary>The newest task of the tenant is not a restore.</summary>
    public const string RestoreTaskNotExist = "OB.Restore.Task.NotExist";

    /// <summary>Legacy code: the agent could not decrypt the header, like <see cref="HeaderDecryptFailed"/>.</summary>
    public const int LegacyHeaderDecrypt = 1;

    /// <summary>Legacy code: every other authentication error.</summary>
    public const int LegacyAuthentication = 10008;

    /// <summary>Whether this agent cannot answer a read now, but another agent may be able to (PROTOCOL 7).</summary>
    public static bool IsAgentUnavailable(string code) => code is
        "Agent.OceanBase.NotHold" or "Agent.OceanBase.Useless" or
        "OB.Server.Process.NotExist" or "OB.Server.Process.CheckFailed" or
        "Agent.RPC.RequestError" or "Agent.RPC.RequestFailed" or
        "Request.Forward.MasterAgent.NotFound";

    /// <summary>The agent cannot parse a backup destination (400).</summary>
    public const string StorageUriInvalid = "OB.Storage.URI.Invalid";
}
