namespace Obshell.Simulator;

/// <summary>
/// The scheduler of the DAGs of the cluster or of one agent. It is a state machine that makes one step in each tick of 1 s (PROTOCOL 5.4 to
/// 5.6). The timing is as in the captures: a node starts in one tick. In the second tick, the scheduler finds that the node has ended. In
/// the third tick, the following node starts.
/// </summary>
internal sealed class DagEngine
{
    private readonly string _idPrefix;
    private readonly TenantLocks _locks = new();
    private long _lastDag;
    private long _lastNode;
    private long _lastTask;
    private long _lastLog;

    public DagEngine(string idPrefix)
    {
        _idPrefix = idPrefix;
        Operators = new DagOperators(_locks);
    }

    public DagOperators Operators { get; }

    public List<Dag> Dags { get; } = [];

    /// <summary>The id of the DAG that locks the whole cluster; "" if the id is unknown; null if no DAG locks the cluster.</summary>
    public string? ClusterMaintenance { get; set; }

    /// <summary>If true, no DAG can be stored.</summary>
    public bool CreationFails { get; set; }

    public bool IsIdle => !Dags.Exists(d => d.IsActive);

    /// <summary>The newest DAG of a tenant, even if it has ended (PROTOCOL 4.9).</summary>
    public Dag? NewestOf(string tenant) => _locks.NewestOf(tenant);

    public Dag Create(string name, int maintenanceType, string key, IReadOnlyList<NodePlan> plans, DateTimeOffset now, string ip, int port, string? additionalData = null, bool lockStaysOnFailure = false)
    {
        string WrapText() => $"Create task '{name}' failed";
        if (ClusterMaintenance is { } holder)
        {
            var error = holder.Length > 0 ? ErrorCodes.ClusterUnderMaintenanceWithDag.With(holder) : ErrorCodes.ClusterUnderMaintenance.With();
            throw new AgentException(error.Wrap(WrapText()), nullData: true);
        }
        if (maintenanceType == 3 && _locks.IsHeld(key))
            throw new AgentException(ErrorCodes.TenantUnderMaintenance.With(key).Wrap(WrapText()), nullData: true);
        if (CreationFails)
            throw new AgentException(ErrorCodes.TaskCreateFailed.With(name), nullData: true);
        var dagId = ++_lastDag;
        // Each row has a slightly later time than the previous row.
        var at = now.AddTicks(500);
        DateTimeOffset Next() => at = at.AddTicks(4000);
        var nodes = new List<DagNode>();
        foreach (var plan in plans)
        {
            var nodeCreated = Next();
            nodes.Add(new DagNode
            {
                NodeId = ++_lastNode,
                Name = plan.Name,
                Run = plan.Run,
                Rollback = plan.Rollback,
                Yields = plan.Yields,
                StartTime = nodeCreated,
                EndTime = nodeCreated,
                SubTasks = [.. (plan.Agents ?? [null]).Select(agent => NewSubTask(agent, Next()))],
            });
        }
        var dag = new Dag
        {
            IdPrefix = _idPrefix,
            DagId = dagId,
            Name = name,
            MaintenanceType = maintenanceType,
            MaintenanceKey = key,
            Nodes = nodes,
            CreatedAt = now,
            StartTime = now,
            EndTime = now,
            ExecuteIp = ip,
            ExecutePort = port,
            AdditionalData = additionalData,
            LockStaysOnFailure = lockStaysOnFailure,
        };
        Dags.Add(dag);
        if (maintenanceType == 3)
            _locks.Take(dag);
        return dag;
    }

    private SubTask NewSubTask(ITaskAgent? agent, DateTimeOffset created)
    {
        var subTask = new SubTask { TaskId = ++_lastTask, Agent = agent, StartTime = created, EndTime = created };
        subTask.Run = new SubTaskRun(subTask, () => ++_lastLog);
        return subTask;
    }

    /// <summary>Runs one tick: every active DAG polls its work and makes one step.</summary>
    public void Tick(DateTimeOffset now)
    {
        foreach (var dag in Dags)
        {
            if (dag.IsActive)
                Step(dag, now);
        }
    }

    private void Step(Dag dag, DateTimeOffset now)
    {
        var node = dag.Current;
        if (dag.Operator == "CANCEL")
        {
            StepCancel(dag, node, now);
            return;
        }
        if (dag.State == "READY")
        {
            dag.State = "RUNNING";
            dag.StartTime = now;
            if (node.State == "SUCCEED")
                Advance(dag, now);
            else
                StartNode(dag, node, now);
            return;
        }
        if (node.State == "PENDING")
        {
            StartNode(dag, node, now);
            return;
        }
        // Work that begins in this tick ends in the next tick or later.
        var begun = node.SubTasks.Count(t => t.Step(now));
        if (begun > 0 || !node.SubTasks.All(t => IsOver(dag, t)))
            return;
        if (node.SubTasks.Any(t => t.State == "FAILED"))
        {
            node.State = "FAILED";
            node.EndTime = now.AddMilliseconds(16);
            Fail(dag, now.AddMilliseconds(18));
            return;
        }
        node.State = "SUCCEED";
        node.EndTime = now.AddMilliseconds(16);
        Advance(dag, now.AddMilliseconds(18));
    }

    /// <summary>
    /// True if the sub-task has ended. The rollback of a sub-task that never began ends immediately, and does not change the sub-task.
    /// </summary>
    private static bool IsOver(Dag dag, SubTask subTask) =>
        subTask.State is "FAILED" || subTask.State == "SUCCEED" && subTask.Afterwards is null || subTask.State == "PENDING" && dag.Operator == "ROLLBACK";

    private void StepCancel(Dag dag, DagNode node, DateTimeOffset now)
    {
        if (dag.State == "READY")
        {
            dag.State = "RUNNING";
            dag.StartTime = now;
            node.State = "RUNNING";
            node.StartTime = now;
        }
        var open = node.SubTasks.Where(t => t.State is "RUNNING" or "READY").ToList();
        foreach (var subTask in open)
            subTask.Cancel(now);
        if (open.Count > 0)
            return;
        // The node always ends as FAILED/CANCEL, whatever state its sub-tasks have. Both published SDKs check for this.
        node.State = "FAILED";
        node.EndTime = now;
        Fail(dag, now);
    }

    private static void StartNode(Dag dag, DagNode node, DateTimeOffset now)
    {
        node.State = "RUNNING";
        node.StartTime = node.EndTime = now.AddMilliseconds(3);
        foreach (var subTask in node.SubTasks)
            StartSubTask(dag, node, subTask, now);
    }

    private static void StartSubTask(Dag dag, DagNode node, SubTask subTask, DateTimeOffset now)
    {
        subTask.Afterwards = null;
        if (dag.Operator == "ROLLBACK")
        {
            if (subTask.ExecuteTimes > 0)
                subTask.Begin(node.Rollback!, "ROLLBACK", now);
        }
        else if (node.Operator == "RETRY" && subTask.State == "SUCCEED")
        {
            // The DAG was cancelled after the sub-task had succeeded, but before the node had succeeded. So the sub-task has nothing to do
            // or undo.
        }
        else if (node.Operator == "RETRY" && subTask.State == "FAILED")
        {
            subTask.Begin(node.Rollback ?? NodePlan.Nothing, "ROLLBACK", now);
            subTask.Afterwards = node.Run;
        }
        else
            subTask.Begin(node.Run, "RUN", now);
    }

    private void Advance(Dag dag, DateTimeOffset now)
    {
        var back = dag.Operator == "ROLLBACK";
        if (dag.Stage == (back ? 1 : dag.Nodes.Count))
        {
            dag.State = "SUCCEED";
            dag.EndTime = now;
            _locks.Release(dag);
        }
        else
            dag.Stage += back ? -1 : 1;
    }

    private void Fail(Dag dag, DateTimeOffset now)
    {
        dag.State = "FAILED";
        dag.EndTime = now;
        if (!dag.LockStaysOnFailure)
            _locks.Release(dag);
    }
}
