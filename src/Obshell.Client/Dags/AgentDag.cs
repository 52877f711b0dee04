using Obshell.Client.Display;

namespace Obshell.Client;

/// <summary>
/// A DAG: an asynchronous task of ordered nodes (the page's <c>DagDetailDTO</c>, PROTOCOL 5.3). Names are the API's in
/// Pascal case. States and operators are the agent's own words, so that a future one is shown and not lost.
/// </summary>
public class AgentDag : IOfConnection
{
    /// <summary>An empty one.</summary>
    public AgentDag()
    {
    }

    /// <summary>A copy, for a class that knows more about it.</summary>
    /// <param name="other">Whose values are taken; its nodes are shared.</param>
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

    /// <summary>Number of the DAG in its own sequence.</summary>
    public long DagId { get; init; }

    /// <summary>E.g. <c>Restore backup_rt2</c>.</summary>
    public string Name { get; init => field = value ?? ""; } = "";

    /// <summary>Current node, counted from 1.</summary>
    public int Stage { get; init; }

    /// <summary>How many nodes there are.</summary>
    public int MaxStage { get; init; }

    /// <summary>0 not bootstrapped, 1 none, 2 whole cluster, 3 one tenant, 4 obproxy. 0 too on agents before 4.3.1.</summary>
    public int MaintenanceType { get; init; }

    /// <summary>The tenant that is locked while the DAG runs; empty otherwise.</summary>
    public string MaintenanceKey { get; init => field = value ?? ""; } = "";

    /// <summary><c>READY</c>, <c>RUNNING</c>, <c>FAILED</c> or <c>SUCCEED</c>. Means nothing without <see cref="Operator"/>.</summary>
    public string State { get; init => field = value ?? ""; } = "";

    /// <summary><c>RUN</c>, <c>ROLLBACK</c>, <c>CANCEL</c> or <c>PASS</c>.</summary>
    public string Operator { get; init => field = value ?? ""; } = "";

    /// <summary>Start; null when it has none yet. The database's wall clock with the agent's offset: compare only with other DAG times.</summary>
    public DateTimeOffset? StartTime { get; init; }

    /// <summary>End; null while the DAG is unfinished (agents then give stale values).</summary>
    public DateTimeOffset? EndTime { get => IsFinished ? field : null; init; }

    /// <summary>Further data; null unless details were asked for.</summary>
    public Dictionary<string, object>? AdditionalData { get; init; }

    /// <summary>The nodes in order; empty unless details were asked for.</summary>
    public NodeDetail[] Nodes { get; init => field = value is null ? [] : Array.FindAll(value, n => n is not null); } = [];

    /// <summary>The tenant that it works on; empty for a DAG that works on no tenant alone.</summary>
    public string TenantName =>
        MaintenanceKey.Length > 0 ? MaintenanceKey
        : IsRestore ? Name.Substring(RestoreDag.NamePrefix.Length)
        : BackupDag.TenantOf(Name) ?? "";

    /// <summary>The cluster in which it has this id; empty when it was not read from one.</summary>
    public string ClusterName => Connection?.ClusterName ?? "";

    /// <summary>That cluster's id; 0 when it was not read from one.</summary>
    public long ClusterId => Connection?.ClusterId ?? 0;

    /// <summary>Name of the current node, where it is known.</summary>
    public string StageName =>
        Stage >= 1 && Stage <= Nodes.Length ? Nodes[Stage - 1].Name
        : IsRestore ? RestoreDag.StageName(Stage)
        : "";

    /// <summary>SUCCEED or FAILED: the agent does nothing more of its own accord.</summary>
    public bool IsFinished => State is DagStates.Succeed or DagStates.Failed;

    /// <summary>
    /// From its first step to its end, by the agent's times; after a RETRY too, where the DAG was read with details: its own start
    /// time is then that of the retry. While it runs, until now by the agent's clock: about right, and wrong by whole hours where
    /// the database's time zone is not that of the agent's host (PROTOCOL 5.5). Null while it cannot be computed.
    /// </summary>
    public TimeSpan? Elapsed => IsFinished ? EndTime - Began
        : Connection is { } connection && connection.AgentNow - Began is { } since && since >= TimeSpan.Zero ? since
        : null;

    /// <summary><c>Restore rt2</c>, <c>Backup rt2</c>; other DAGs by their own name. The same in every language.</summary>
    public string Task => IsRestore ? "Restore " + TenantName : IsBackup ? "Backup " + TenantName : Name;

    /// <summary><c>RUNNING</c>, <c>SUCCEED/ROLLBACK</c>: state and operator, of which neither means anything alone. RUN is left out. The verdict, once there is one.</summary>
    public virtual string Result => Operator is DagOperators.Run or "" ? State : State + "/" + Operator;

    /// <summary>How much of the data is restored, 0 to 100, where OceanBase's job was read with the DAG; null otherwise.</summary>
    public virtual double? Percent => null;

    private DateTimeOffset? Began => Nodes.Select(n => n.StartTime).Append(StartTime).Min();

    internal bool RollbackRequested { get; set; }

    /// <summary>Whether whoever holds this object has asked for its rollback: that is then its good end, also when it came immediately.</summary>
    public bool WasRollbackRequested() => RollbackRequested;

    /// <summary>A tenant restore.</summary>
    public bool IsRestore => Name.StartsWith(RestoreDag.NamePrefix, StringComparison.Ordinal);

    /// <summary>A backup of one tenant.</summary>
    public bool IsBackup => BackupDag.TenantOf(Name) is not null;

    internal long? BackupJobBefore { get; set; }

    /// <summary>The tenant's newest backup job before this backup was started; null where that is not known. The job of this DAG has a higher number.</summary>
    public long? GetBackupJobBefore() => BackupJobBefore;

    /// <summary>Where the DAG lives: ids like <c>11</c> exist in every cluster. Not serialized, holds no secret itself.</summary>
    internal ObConnection? Connection { get; set; }

    ObConnection? IOfConnection.GetConnection() => Connection;

    /// <inheritdoc/>
    public override string ToString() => VisibleText.OneLine(Id);

    /// <summary>The agent that the current step waits for: its sub-task is READY. Null without one, and without details.</summary>
    public AgentAddress? FindStalledAgent() => Nodes.ElementAtOrDefault(Stage - 1)?.SubTasks.FirstOrDefault(t => t.State == DagStates.Ready)?.ExecuteAgent;

    /// <summary>All log lines in the order of nodes and sub-tasks.</summary>
    public IEnumerable<string> LogLines() => Nodes.SelectMany(n => n.SubTasks).SelectMany(t => t.TaskLogs);
}
