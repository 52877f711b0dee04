using System.Globalization;
using Obshell.Client.Display;

namespace Obshell.Client;

/// <summary>
/// A DAG: an asynchronous task of ordered nodes (<c>DagDetailDTO</c> in the API documentation, PROTOCOL 5.3). The properties have the names
/// of the API, in Pascal case. States and operators are the agent's own words. So if a future agent reports a new state, it is shown
/// unchanged.
/// </summary>
public class AgentDag : IOfConnection
{
    /// <summary>An empty DAG.</summary>
    public AgentDag()
    {
    }

    /// <summary>Copies a DAG, for a derived class with more data.</summary>
    /// <param name="other">The DAG to copy. The copy shares its nodes.</param>
    protected AgentDag(AgentDag other)
    {
        Id = other.Id;
        DagId = other.DagId;
        Name = other.Name;
        Stage = other.Stage;
        MaxStage = other.MaxStage;
        MaintenanceType = other.MaintenanceType;
        MaintenanceKey = other.MaintenanceKey;
        State = other.State;
        Operator = other.Operator;
        StartTime = other.StartTime;
        EndTime = other.EndTime;
        AdditionalData = other.AdditionalData;
        Nodes = other.Nodes;
        RollbackRequested = other.RollbackRequested;
        Connection = other.Connection;
        BackupJobBefore = other.BackupJobBefore;
    }

    /// <summary>Universal id: an opaque text, e.g. <c>11</c> for a DAG of the cluster.</summary>
    public string Id { get; init => field = value ?? ""; } = "";

    /// <summary>Number of the DAG. DAGs, nodes and sub-tasks have separate numbers.</summary>
    public long DagId { get; init; }

    /// <summary>Name, e.g. <c>Restore backup_rt2</c>.</summary>
    public string Name { get; init => field = value ?? ""; } = "";

    /// <summary>Number of the current node, counted from 1.</summary>
    public int Stage { get; init; }

    /// <summary>Number of nodes.</summary>
    public int MaxStage { get; init; }

    /// <summary>
    /// The kind of lock of the DAG: 0 not bootstrapped, 1 no lock, 2 the whole cluster, 3 one tenant, 4 obproxy. Always 0 for agents before
    /// 4.3.1.
    /// </summary>
    public int MaintenanceType { get; init; }

    /// <summary>The tenant that is locked while the DAG runs; empty otherwise.</summary>
    public string MaintenanceKey { get; init => field = value ?? ""; } = "";

    /// <summary>
    /// <c>READY</c>, <c>RUNNING</c>, <c>FAILED</c> or <c>SUCCEED</c>. A state has a meaning only together with <see cref="Operator"/>.
    /// </summary>
    public string State { get; init => field = value ?? ""; } = "";

    /// <summary><c>RUN</c>, <c>ROLLBACK</c>, <c>CANCEL</c> or <c>PASS</c>.</summary>
    public string Operator { get; init => field = value ?? ""; } = "";

    /// <summary>
    /// Start; null before the DAG starts. This is the local time of the database session, but with the agent's time zone offset. Compare it
    /// only with other times of DAGs.
    /// </summary>
    public DateTimeOffset? StartTime { get; init; }

    /// <summary>End. Null while the DAG is unfinished, because the agent reports an old value until the end.</summary>
    public DateTimeOffset? EndTime { get => IsFinished ? field : null; init; }

    /// <summary>Further data; null when the DAG was read without details.</summary>
    public Dictionary<string, object>? AdditionalData { get; init; }

    /// <summary>The nodes in order; empty when the DAG was read without details.</summary>
    public NodeDetail[] Nodes { get; init => field = value is null ? [] : Array.FindAll(value, n => n is not null); } = [];

    /// <summary>The tenant that the DAG works on; empty when the DAG does not work on exactly one tenant.</summary>
    public string TenantName =>
        MaintenanceKey.Length > 0 ? MaintenanceKey
        : IsRestore ? Name.Substring(RestoreDag.NamePrefix.Length)
        : BackupDag.TenantOf(Name) ?? "";

    /// <summary>The name of the DAG's cluster; empty when the DAG was not read from a cluster.</summary>
    public string ClusterName => Connection?.ClusterName ?? "";

    /// <summary>The id of the DAG's cluster; 0 when the DAG was not read from a cluster.</summary>
    public long ClusterId => Connection?.ClusterId ?? 0;

    /// <summary>Name of the current node; empty when it is not known.</summary>
    public string StageName =>
        Stage >= 1 && Stage <= Nodes.Length ? Nodes[Stage - 1].Name
        : IsRestore ? RestoreDag.StageName(Stage)
        : "";

    /// <summary>Number and name of the current node: <c>3/5 Wait restore task finish</c>.</summary>
    public string Step => string.Format(CultureInfo.InvariantCulture, "{0}/{1} {2}", Stage, MaxStage, StageName).TrimEnd();

    /// <summary>Whether the state is SUCCEED or FAILED: the agent does nothing more without a new request.</summary>
    public bool IsFinished => State is DagStates.Succeed or DagStates.Failed;

    /// <summary>
    /// The time from the start of the first node to the end of the DAG. While the DAG runs, the end is the current time of the agent's
    /// clock. The value is approximate. It is wrong by whole hours when the database and the agent's host have different time zones
    /// (PROTOCOL 5.5). A RETRY changes the start time of the DAG. After a RETRY, the value is correct only when the DAG was read with
    /// details. Null when it cannot be computed.
    /// </summary>
    public TimeSpan? Elapsed => IsFinished ? EndTime - Began
        : Connection is { } connection && connection.AgentNow - Began is { } since && since >= TimeSpan.Zero ? since
        : null;

    /// <summary><c>Restore rt2</c> or <c>Backup rt2</c>; for other DAGs the DAG's own name. The text is the same in every language.</summary>
    public string Task => IsRestore ? "Restore " + TenantName : IsBackup ? "Backup " + TenantName : Name;

    /// <summary>
    /// State and operator, such as <c>RUNNING</c> or <c>SUCCEED/ROLLBACK</c>. The operator RUN is left out. If the DAG has a verdict, this
    /// is the verdict instead.
    /// </summary>
    public virtual string Result => Operator is DagOperators.Run or "" ? State : State + "/" + Operator;

    /// <summary>The restored part of the data in percent, 0 to 100; null when OceanBase's job was not read together with the DAG.</summary>
    public virtual double? Percent => null;

    private DateTimeOffset? Began => Nodes.Select(n => n.StartTime).Append(StartTime).Min();

    internal bool RollbackRequested { get; set; }

    /// <summary>Whether the rollback of the DAG was requested through this client. If so, the rollback is the expected end.</summary>
    public bool WasRollbackRequested() => RollbackRequested;

    /// <summary>Whether the DAG restores a tenant.</summary>
    public bool IsRestore => Name.StartsWith(RestoreDag.NamePrefix, StringComparison.Ordinal);

    /// <summary>Whether the DAG backs up one tenant.</summary>
    public bool IsBackup => BackupDag.TenantOf(Name) is not null;

    internal long? BackupJobBefore { get; set; }

    /// <summary>
    /// The number of the tenant's newest backup job before this backup was started; null when it is not known. The backup job of this DAG
    /// has a higher number.
    /// </summary>
    public long? GetBackupJobBefore() => BackupJobBefore;

    /// <summary>The connection to the DAG's cluster; ids like <c>11</c> exist in every cluster. The connection is not serialized.</summary>
    internal ObConnection? Connection { get; set; }

    ObConnection? IOfConnection.GetConnection() => Connection;

    /// <inheritdoc/>
    public override string ToString() => VisibleText.OneLine(Id);

    /// <summary>
    /// The agent for which the current step waits. The sub-task on this agent is READY, so it has not begun. Null when there is no such
    /// agent, or when the DAG was read without details.
    /// </summary>
    public AgentAddress? FindStalledAgent() => Nodes.ElementAtOrDefault(Stage - 1)?.SubTasks.FirstOrDefault(t => t.State == DagStates.Ready)?.ExecuteAgent;

    /// <summary>All log lines in the order of nodes and sub-tasks.</summary>
    public IEnumerable<string> LogLines() => Nodes.SelectMany(n => n.SubTasks).SelectMany(t => t.TaskLogs);
}
