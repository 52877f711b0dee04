namespace Obshell.Client.Errors;

/// <summary>The agent's errCodes that the client's own decisions depend on (PROTOCOL 7). All others pass through as text.</summary>
internal static class ErrorCodes
{
    public const string HeaderDecryptFailed = "Security.Authentication.Header.DecryptFailed";
    public const string Expired = "Security.Authentication.Expired";
    public const string IncorrectOceanbasePassword = "Security.Authentication.IncorrectOceanbasePassword";
    public const string IncorrectAgentPassword = "Security.Authentication.IncorrectAgentPassword";
    public const string WithAgentPassword = "Security.Authentication.WithAgentPassword";
    public const string WithOceanBasePassword = "Security.Authentication.WithOceanBasePassword";
    public const string UnderMaintenancePrefix = "OB.Cluster.UnderMaintenance";
    public const string TenantUnderMaintenance = "OB.Tenant.UnderMaintenance";
    public const string TenantExisted = "OB.Tenant.Existed";
    public const string TenantNotExist = "OB.Tenant.NotExist";
    public const string AsyncOperationTimeout = "OB.Cluster.AsyncOperationTimeout";
    public const string NotFound = "Common.NotFound";
    public const string Unexpected = "Common.Unexpected";
    public const string BindJsonFailed = "Common.BindJsonFailed";
    public const string IllegalArgument = "Common.IllegalArgument";
    public const string IdentityNotSupported = "Agent.Identify.NotSupportOperation";
    public const string ObserverNotExist = "OB.Server.Process.NotExist";
    public const string DatabaseUseless = "Agent.OceanBase.Useless";
    public const string UnderMaintenanceWithDag = "OB.Cluster.UnderMaintenanceWithDag";
    public const string SysOperationNotAllowed = "OB.Tenant.SysOperationNotAllowed";
    public const string ZoneListEmpty = "OB.Tenant.ZoneList.Empty";
    public const string ZoneRepeated = "OB.Tenant.Zone.Repeated";
    public const string ZoneNotExist = "OB.Zone.NotExist";
    public const string UnitConfigNameEmpty = "OB.Resource.UnitConfig.Name.Empty";
    public const string UnitConfigNotExist = "OB.Resource.UnitConfig.NotExist";
    public const string UnitNumInvalid = "OB.Tenant.UnitNum.Invalid";
    public const string UnitNumInconsistent = "OB.Tenant.UnitNum.Inconsistent";
    public const string UnitNumExceedsLimit = "OB.Tenant.UnitNum.ExceedsLimit";
    public const string ReplicaInvalidType = "OB.Tenant.Replica.InvalidType";
    public const string NoPaxosReplica = "OB.Tenant.NoPaxosReplica";
    public const string PrimaryZoneInvalid = "OB.Tenant.PrimaryZone.Invalid";
    public const string PrimaryZoneCrossRegion = "OB.Tenant.PrimaryZone.CrossRegion";
    public const string PrimaryRegionFullReplicaNotEnough = "OB.Tenant.PrimaryRegion.FullReplica.NotEnough";
    public const string RestoreTimeNotValid = "OB.Restore.TimeNotValid";
    public const string WithoutObAdmin = "Environment.WithoutObAdmin";
    public const string TaskNotFound = "Task.NotFound";
    public const string RetryNotFailedDag = "Task.Dag.Operator.RetryNotFailedDag";
    public const string MySqlError = "MySQL.Error";
    public const string NoRowAffected = "Gorm.NoRowAffected";
    public const string RestoreNotRecovering = "OB.Restore.NotRecovering";
    public const string RestoreTaskNotExist = "OB.Restore.Task.NotExist";

    /// <summary>Legacy number: the header did not decrypt (stale key, other agent).</summary>
    public const int LegacyHeaderDecrypt = 1;

    /// <summary>Legacy number: every other authentication fault.</summary>
    public const int LegacyAuthentication = 10008;

    /// <summary>"Another agent may answer this read": the class of PROTOCOL 7.</summary>
    public static bool IsAgentUnavailable(string code) => code is
        "Agent.OceanBase.NotHold" or "Agent.OceanBase.Useless" or
        "OB.Server.Process.NotExist" or "OB.Server.Process.CheckFailed" or
        "Agent.RPC.RequestError" or "Agent.RPC.RequestFailed" or
        "Request.Forward.MasterAgent.NotFound";
}
