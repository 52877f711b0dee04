namespace Obshell.Simulator;

/// <summary>The error codes of the simulator (PROTOCOL 7). The templates have .NET placeholders.</summary>
internal static class ErrorCodes
{
    private const string Auth = "Security.Authentication.";
    private const string Backup = "OB.Backup.";
    private const string DagOperator = "Task.Dag.Operator.";
    private const string NodeOperator = "Task.Node.Operator.";

    // JSON answer and request
    public static readonly ErrorCode BindJsonFailed = new("Common.BindJsonFailed", 400, "Bind JSON failed: {0}", Old: 1001);
    public static readonly ErrorCode NotFound = new("Common.NotFound", 404, "Element not found: {0}");
    public static readonly ErrorCode IllegalArgument = new("Common.IllegalArgument", 400, "The input parameter '{0}' is illegal: {1}", Old: 1001);
    public static readonly ErrorCode InvalidTimeDuration = new("Common.InvalidTimeDuration", 400, "Time duration '{0}' is invalid: {1}");
    public static readonly ErrorCode Unexpected = new("Common.Unexpected", 500, "Unexpected error: {0}");
    public static readonly ErrorCode UnexpectedRaw = new("Common.Unexpected", 500, "Unexpected error: {0}", RawWithoutLanguage: true);
    public static readonly ErrorCode HeaderNotFound = new("Request.Header.NotFound", 400, "X-OCS-Agent-Header or X-OCS-Header not found in http request header");
    public static readonly ErrorCode KeyAndIvInvalid = new("Request.Body.Decrypt.AES.KeyAndIv.Invalid", 500, "AES key and IV size error");
    public static readonly ErrorCode ContentLengthInvalid = new("Request.Body.Decrypt.AES.ContentLength.Invalid", 500, "Decrypted string length is not a multiple of the block size");
    public static readonly ErrorCode ForwardMasterNotFound = new("Request.Forward.MasterAgent.NotFound", 500, "Master agent not found when auto-forwarding request to master");
    public static readonly ErrorCode ForwardHeaderNotExist = new("Request.Forward.Header.NotExist", 500, "Header not found when auto-forwarding request to master");

    // Authentication
    public static readonly ErrorCode HeaderDecryptFailed = new(Auth + "Header.DecryptFailed", 401, "Decrypt http header failed: {0}", 1);
    public static readonly ErrorCode UriMismatch = new(Auth + "Header.UriMismatch", 401, "URI mismatch", 10008);
    public static readonly ErrorCode Expired = new(Auth + "Expired", 401, "Authentication expired", 10008);
    public static readonly ErrorCode TimestampInvalid = new(Auth + "Timestamp.Invalid", 401, "Invalid timestamp: {0}, err: {1}", 10008);
    public static readonly ErrorCode IncorrectOceanBasePassword = new(Auth + "IncorrectOceanbasePassword", 401, "OceanBase password is incorrect", 10008);
    public static readonly ErrorCode IncorrectAgentPassword = new(Auth + "IncorrectAgentPassword", 401, "Agent password is incorrect", 10008);
    public static readonly ErrorCode WithAgentPassword = new(Auth + "WithAgentPassword", 401, "Should use agent_password to verify: {0}", 10008);
    public static readonly ErrorCode WithOceanBasePassword = new(Auth + "WithOceanBasePassword", 401, "Should use oceanbase_password to verify: {0}", 10008);
    public static readonly ErrorCode Unauthorized = new(Auth + "Unauthorized", 401, "Authentication failed", 10008);
    public static readonly ErrorCode SessionInvalid = new(Auth + "SessionInvalid", 401, "Session is invalid", 10008);
    public static readonly ErrorCode SessionExpired = new(Auth + "SessionExpired", 401, "Session is expired", 10008);
    public static readonly ErrorCode VerificationFailed = new(Auth + "Unauthorized", 401, "Verification failed", 10008, 10008);

    // Agent and cluster state
    public static readonly ErrorCode IdentityNotSupported = new("Agent.Identify.NotSupportOperation", 400, "'{0}' is '{1}', instead of '{2}', does not support this operation", Old: 1010);
    public static readonly ErrorCode NotHold = new("Agent.OceanBase.NotHold", 500, "Agent is not holding OceanBase");
    public static readonly ErrorCode Useless = new("Agent.OceanBase.Useless", 500, "The current database is useless");
    public static readonly ErrorCode ObserverNotExist = new("OB.Server.Process.NotExist", 500, "Observer process does not exist");
    public static readonly ErrorCode ObserverCheckFailed = new("OB.Server.Process.CheckFailed", 500, "Check observer process exist: {0}");
    public static readonly ErrorCode ClusterUnderMaintenance = new("OB.Cluster.UnderMaintenance", 500, "OceanBase cluster is under maintenance, please try again later", Old: 1010);
    public static readonly ErrorCode ClusterUnderMaintenanceWithDag = new("OB.Cluster.UnderMaintenanceWithDag", 500, "OceanBase cluster is under maintenance by DAG: {0}, please try again later", Old: 1010);
    public static readonly ErrorCode TenantUnderMaintenance = new("OB.Tenant.UnderMaintenance", 500, "Tenant '{0}' is under maintenance, please try again later.", Old: 1010);
    public static readonly ErrorCode AsyncOperationTimeout = new("OB.Cluster.AsyncOperationTimeout", 500, "{0} timeout");
    public static readonly ErrorCode WithoutObAdmin = new("Environment.WithoutObAdmin", 500, "Please check if ob_admin is installed");
    public static readonly ErrorCode MySql = new("MySQL.Error", 400, "MySQL error: {0}", RawWithoutLanguage: true);

    // Tenants, zones, resources
    public static readonly ErrorCode TenantExisted = new("OB.Tenant.Existed", 400, "Tenant {0} already exists");
    public static readonly ErrorCode TenantNotExist = new("OB.Tenant.NotExist", 400, "Tenant '{0}' does not exist.");
    public static readonly ErrorCode SysNotAllowed = new("OB.Tenant.SysOperationNotAllowed", 400, "System tenant is not allowed to perform this operation");
    public static readonly ErrorCode StatusNotNormal = new("OB.Tenant.StatusNotNormal", 400, "Tenant '{0}' status is '{1}'.");
    public static readonly ErrorCode OracleModeNotSupported = new("OB.User.OracleMode.NotSupport", 400, "Oracle mode tenant is not supported, instead of '{0}'");
    public static readonly ErrorCode ZoneListEmpty = new("OB.Tenant.ZoneList.Empty", 400, "Zone list is empty.");
    public static readonly ErrorCode ZoneRepeated = new("OB.Tenant.Zone.Repeated", 400, "Zone '{0}' is repeated.");
    public static readonly ErrorCode ZoneNotExist = new("OB.Zone.NotExist", 400, "Zone '{0}' does not exist");
    public static readonly ErrorCode UnitNumInvalid = new("OB.Tenant.UnitNum.Invalid", 400, "Unit number '{0}' is invalid: {1}");
    public static readonly ErrorCode UnitNumInconsistent = new("OB.Tenant.UnitNum.Inconsistent", 400, "Unit number is inconsistent, should be the same in all zones.");
    public static readonly ErrorCode UnitNumExceedsLimit = new("OB.Tenant.UnitNum.ExceedsLimit", 400, "Unit number '{0}' is bigger than server number '{1}' in zone '{2}'.");
    public static readonly ErrorCode ReplicaInvalidType = new("OB.Tenant.Replica.InvalidType", 400, "Replica type '{0}' is not supported");
    public static readonly ErrorCode NoPaxosReplica = new("OB.Tenant.NoPaxosReplica", 400, "Tenant '{0}' has no paxos replica, please check tenant's replica info.");
    public static readonly ErrorCode PrimaryZoneInvalid = new("OB.Tenant.PrimaryZone.Invalid", 400, "Primary zone '{0}' is invalid: {1}.");
    public static readonly ErrorCode PrimaryZoneCrossRegion = new("OB.Tenant.PrimaryZone.CrossRegion", 400, "Primary zone '{0}' crosses regions, please check tenant's primary zone.");
    public static readonly ErrorCode PrimaryRegionFullReplicaNotEnough = new("OB.Tenant.PrimaryRegion.FullReplica.NotEnough", 400, "The region {0} where the first priority of tenant zone is located needs to have at least 2 F replicas. In fact, there are only {1} full replicas.");
    public static readonly ErrorCode VariableNotExist = new("OB.Tenant.Variable.NotExist", 404, "Tenant variable '{0}' does not exist.");
    public static readonly ErrorCode ParameterNotExist = new("OB.Tenant.Parameter.NotExist", 400, "Tenant parameter '{0}' does not exist.");
    public static readonly ErrorCode UnitConfigNameEmpty = new("OB.Resource.UnitConfig.Name.Empty", 400, "Unit config name is empty.");
    public static readonly ErrorCode UnitConfigNotExist = new("OB.Resource.UnitConfig.NotExist", 400, "Unit config '{0}' does not exist.");
    public static readonly ErrorCode UnitConfigExisted = new("OB.Resource.UnitConfig.Existed", 400, "Unit config '{0}' already exists");
    public static readonly ErrorCode PoolGranted = new("OB.Resource.Pool.Granted", 400, "Resource pool '{0}' has already been granted to a tenant.");

    // Restore and backup
    public static readonly ErrorCode NotRecovering = new("OB.Restore.NotRecovering", 400, "Tenant '{0}' is not in restore state");
    public static readonly ErrorCode TimeNotValid = new("OB.Restore.TimeNotValid", 400, "Restore time '{0}' is not valid");
    public static readonly ErrorCode RestoreTaskNotExist = new("OB.Restore.Task.NotExist", 400, "there is no restore dag: {0}");
    public static readonly ErrorCode StorageUriInvalid = new("OB.Storage.URI.Invalid", 400, "Invalid storage URI: {0}");
    public static readonly ErrorCode NoUserTenants = new(Backup + "NoUserTenants", 400, "No user tenants found");
    public static readonly ErrorCode ArchiveDestEmpty = new(Backup + "ArchiveDestEmpty", 400, "Archive destination is empty, tenant: {0}({1})");
    public static readonly ErrorCode DataDestEmpty = new(Backup + "DataDestEmpty", 400, "Data destination is empty, tenant: {0}({1})");
    public static readonly ErrorCode BackupModeInvalid = new(Backup + "Mode.Invalid", 400, "Invalid backup mode: {0}, must be full or incremental");
    public static readonly ErrorCode BackupStatusInvalid = new(Backup + "Status.Invalid", 400, "Invalid backup status: '{0}', must be 'canceled'");
    public static readonly ErrorCode ArchiveLogStatusInvalid = new(Backup + "ArchiveLogStatus.Invalid", 400, "Invalid archive log status: '{0}', must be 'STOP' or 'DOING'");
    public static readonly ErrorCode DataBaseUriEmpty = new(Backup + "DataBaseUriEmpty", 400, "data_base_uri cannot be empty");
    public static readonly ErrorCode ArchiveBaseUriEmpty = new(Backup + "ArchiveBaseUriEmpty", 400, "archive_base_uri cannot be empty{0}");
    public static readonly ErrorCode BaseUriEmpty = new(Backup + "BaseUriEmpty", 400, "backup_base_uri cannot be empty{0}");
    public static readonly ErrorCode LogArchiveConcurrencyInvalid = new(Backup + "LogArchiveConcurrency.Invalid", 400, "log_archive_concurrency must be between 0 and 100");
    public static readonly ErrorCode HaLowThreadScoreInvalid = new(Backup + "HaLowThreadScore.Invalid", 400, "ha_low_thread_score must be between 0 and 100");
    public static readonly ErrorCode BindingInvalid = new(Backup + "Binding.Invalid", 400, "Invalid binding mode: {0}, must be OPTIONAL or MANDATORY");
    public static readonly ErrorCode PieceSwitchIntervalInvalid = new(Backup + "PieceSwitchInterval.Invalid", 400, "piece_switch_interval must be between 24h0m0s and 168h0m0s");
    public static readonly ErrorCode ArchiveLagTargetInvalid = new(Backup + "ArchiveLagTarget.Invalid", 400, "archive_lag_target must be less than 2h0m0s");
    public static readonly ErrorCode ArchiveLagTargetForS3Invalid = new(Backup + "ArchiveLagTargetForS3.Invalid", 400, "archive_lag_target must be greater than 1m0s for S3");
    public static readonly ErrorCode DeletePolicyInvalid = new(Backup + "DeletePolicy.Invalid", 400, "Invalid delete policy: '{0}', must be 'default'");

    // Tasks
    public static readonly ErrorCode TaskNotFound = new("Task.NotFound", 404, "Task not found: {0}", Old: 2300, Chinese: "未找到任务: {0}");
    public static readonly ErrorCode GenericIdInvalid = new("Task.GenericID.Invalid", 400, "Invalid ID: {0}");
    public static readonly ErrorCode TaskCreateFailed = new("Task.CreateFailed", 500, "Create task '{0}' failed");
    public static readonly ErrorCode TaskExpired = new("Task.Expired", 500, "{0} has already executed task {1}. '{2}: {3}' cannot be executed. Please submit a new request");
    public static readonly ErrorCode DagOperatorNotSupport = new(DagOperator + "NotSupport", 400, "Operator {0} is not supported");
    public static readonly ErrorCode RollbackNotFailedDag = new(DagOperator + "RollbackNotFailedDag", 400, "Failed to set DAG rollback: DAG state is not failed");
    public static readonly ErrorCode RollbackNotAllowed = new(DagOperator + "RollbackNotAllowed", 400, "Failed to set DAG rollback: node {0} cannot rollback");
    public static readonly ErrorCode CancelFinishedDag = new(DagOperator + "CancelFinishedDag", 400, "Failed to cancel DAG: DAG is finished");
    public static readonly ErrorCode CancelNotAllowed = new(DagOperator + "CancelNotAllowed", 400, "Failed to cancel DAG: node {0} cannot cancel");
    public static readonly ErrorCode PassNotFailedDag = new(DagOperator + "PassNotFailedDag", 400, "Failed to pass DAG: DAG is not failed");
    public static readonly ErrorCode PassNotAllowed = new(DagOperator + "PassNotAllowed", 400, "Failed to pass DAG: node {0} cannot pass");
    public static readonly ErrorCode RetryNotFailedDag = new(DagOperator + "RetryNotFailedDag", 400, "Failed to set DAG retry: DAG state is not failed");
    public static readonly ErrorCode RetryNotAllowed = new(DagOperator + "RetryNotAllowed", 400, "Failed to set DAG retry: node {0} cannot retry");
    public static readonly ErrorCode NodeOperatorNotSupport = new(NodeOperator + "NotSupport", 400, "Operator {0} is not supported");
    public static readonly ErrorCode NodePassNotFailedDag = new(NodeOperator + "PassNotFailedDag", 400, "Failed to pass node: assigned DAG is not failed");
    public static readonly ErrorCode NodePassNotFailedNode = new(NodeOperator + "PassNotFailedNode", 400, "Failed to pass node: node {0} is not failed");
    public static readonly ErrorCode NodePassNotAllowed = new(NodeOperator + "PassNotAllowed", 400, "Failed to pass node: node {0} cannot pass");
}
