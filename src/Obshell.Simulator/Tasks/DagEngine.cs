namespace Obshell.Simulator;

/// <summary>
/// The scheduler of one id space (the cluster's, or one agent's own): a state machine that does one step a tick of 1 s
/// and nothing in between (PROTOCOL 5.4 to 5.6). Timings follow the captures: a node starts at one tick, its end is
/// noticed at the next, the following node starts at the one after that.
/// </summary>
internal sealed class DagEngine
{
    /// <summary>The engine's own limit for every sub-task.</summary>
    public static readonly TimeSpan SubTaskLimit = TimeSpan.FromSeconds(3600);

    private readonly string _idPrefix;
    private readonly Dictionary<string, Dag> _locks = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Dag> _newestOfTenant = new(StringComparer.Ordinal);
    private long _lastDag;
    private long _lastNode;
    private long _lastTask;
    private long _lastLog;

    public DagEngine(string idPrefix)
    {
        _idPrefix = idPrefix;
    }

    public List<Dag> Dags { get; } = [];

    /// <summary>Something other than our DAGs holds the whole cluster: the DAG's id, "" for an unknown holder, or null.</summary>
    public string? ClusterMaintenance { get; set; }

    /// <summary>True: no DAG can be stored.</summary>
    public bool CreationFails { get; set; }

    public bool IsIdle => !Dags.Exists(d => d.IsActive);

    /// <summary>The newest DAG of a tenant: it stays known after its end (PROTOCOL 4.9).</summary>
    public Dag? NewestOf(string tenant) => _newestOfTenant.GetValueOrDefault(tenant);

    public Dag Create(string name, int maintenanceType, string key, IReadOnlyList<NodePlan> plans, DateTimeOffset now, string ip, int port, string? additionalData = null, bool lockStaysOnFailure = false)
    {
        string WrapText() => $"Create task '{name}' failed";
        if (ClusterMaintenance is { } holder)
        {
            var error = holder.Length > 0 ? ErrorCodes.ClusterUnderMaintenanceWithDag.With(holder) : ErrorCodes.ClusterUnderMaintenance.With();
            throw new AgentException(error.Wrap(WrapText()), nullData: true);
        }
        if (maintenanceType == 3 && _locks.ContainsKey(key))
            throw new AgentException(ErrorCodes.TenantUnderMaintenance.With(key).Wrap(WrapText()), nullData: true);
        if (CreationFails)
            throw new AgentException(ErrorCodes.TaskCreateFailed.With(name), nullData: true);
        var dagId = ++_lastDag;
        // Each row is written a little later than the one before.
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
                SubTask = NewSubTask(Next()),
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
        {
            _locks[key] = dag;
            _newestOfTenant[key] = dag;
        }
        return dag;
    }

    private SubTask NewSubTask(DateTimeOffset created)
    {
        var subTask = new SubTask { TaskId = ++_lastTask, StartTime = created, EndTime = created };
        subTask.Run = new SubTaskRun(subTask, () => ++_lastLog);
        return subTask;
    }

    /// <summary>One tick: every active DAG polls its work and takes one step.</summary>
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
        if (node.SubTask.State == "RUNNING")
            Poll(node.SubTask, now);
        else if (node.SubTask.RunsAfterwards && node.SubTask.State == "SUCCEED")
        {
            // A retried sub-task: its rollback is over, now it runs (execute_times has grown by two in the end).
            node.SubTask.RunsAfterwards = false;
            Begin(node.SubTask, node.Run, "RUN", now);
            return;
        }
        switch (node.SubTask.State)
        {
            case "SUCCEED" when !node.SubTask.RunsAfterwards:
            // Undoing a node that never began: there is nothing to do, and its sub-task stays as it is.
            case "PENDING" when dag.Operator == "ROLLBACK":
                node.State = "SUCCEED";
                node.EndTime = now.AddMilliseconds(16);
                Advance(dag, now.AddMilliseconds(18));
                break;
            case "FAILED":
                node.SubTask.RunsAfterwards = false;
                node.State = "FAILED";
                node.EndTime = now.AddMilliseconds(16);
                Fail(dag, now.AddMilliseconds(18));
                break;
            default:
                break;
        }
    }

    private void StepCancel(Dag dag, DagNode node, DateTimeOffset now)
    {
        if (dag.State == "READY")
        {
            dag.State = "RUNNING";
            dag.StartTime = now;
            node.State = "RUNNING";
            node.StartTime = now;
        }
        if (node.SubTask.State == "RUNNING")
        {
            node.SubTask.Work = null;
            node.SubTask.Run!.Now = now;
            node.SubTask.Run.Log("sub task cancelled");
            node.SubTask.State = "FAILED";
            node.SubTask.EndTime = now;
            return;
        }
        // Whatever its sub-task had reached: the node ends FAILED/CANCEL, which is what both published SDKs look for.
        node.State = "FAILED";
        node.EndTime = now;
        Fail(dag, now);
    }

    private void StartNode(Dag dag, DagNode node, DateTimeOffset now)
    {
        node.State = "RUNNING";
        node.StartTime = now.AddMilliseconds(3);
        if (node.Operator != "ROLLBACK")
            node.EndTime = node.StartTime;
        var subTask = node.SubTask;
        subTask.RunsAfterwards = false;
        var begun = subTask.ExecuteTimes > 0;
        if (dag.Operator == "ROLLBACK")
        {
            if (begun)
                Begin(subTask, node.Rollback!, "ROLLBACK", now);
        }
        else if (node.Operator == "RETRY" && subTask.State == "SUCCEED")
        {
            // Cancelled between the sub-task's success and the node's: nothing is left to do, and nothing is undone.
        }
        else if (node.Operator == "RETRY" && subTask.State == "FAILED")
        {
            subTask.RunsAfterwards = true;
            Begin(subTask, node.Rollback ?? NodePlan.Nothing, "ROLLBACK", now);
        }
        else
            Begin(subTask, node.Run, "RUN", now);
    }

    private static void Begin(SubTask subTask, Func<SubTaskRun, IEnumerable<int>> work, string @operator, DateTimeOffset now)
    {
        subTask.State = "RUNNING";
        subTask.Operator = @operator;
        subTask.ExecuteTimes++;
        subTask.BeganAt = now;
        // The row is written a little after the tick; what it does still counts from the tick, so that limits are whole ticks.
        subTask.StartTime = now.AddMilliseconds(8);
        subTask.Work = work(subTask.Run!).GetEnumerator();
        Poll(subTask, now);
    }

    private static void Poll(SubTask subTask, DateTimeOffset now)
    {
        var run = subTask.Run!;
        run.Now = now;
        try
        {
            if (now - subTask.BeganAt >= SubTaskLimit)
            {
                run.Log("sub task timeout");
                throw new AgentException(ErrorCodes.Unexpected.With($"task {subTask.TaskId} timeout"));
            }
            if (subTask.Work!.MoveNext())
                return;
            subTask.State = "SUCCEED";
        }
        catch (AgentException e)
        {
            run.Log($"ERROR: [{e.Error.Code.Name}]: {e.Error.Message("en")}");
            subTask.State = "FAILED";
        }
        catch (MySqlException e)
        {
            run.Log($"ERROR: [{ErrorCodes.MySql.Name}]: {ErrorCodes.MySql.With(e.Message).Message("en")}");
            subTask.State = "FAILED";
        }
        catch (AgentPanicException)
        {
            run.Log("ERROR: [Common.Unexpected]: Unexpected error: runtime error: invalid memory address or nil pointer dereference");
            subTask.State = "FAILED";
        }
        subTask.Work = null;
        subTask.EndTime = now.AddMilliseconds(12);
    }

    private void Advance(Dag dag, DateTimeOffset now)
    {
        var back = dag.Operator == "ROLLBACK";
        if (dag.Stage == (back ? 1 : dag.Nodes.Count))
        {
            dag.State = "SUCCEED";
            dag.EndTime = now;
            Unlock(dag);
        }
        else
            dag.Stage += back ? -1 : 1;
    }

    private void Fail(Dag dag, DateTimeOffset now)
    {
        dag.State = "FAILED";
        dag.EndTime = now;
        if (!dag.LockStaysOnFailure)
            Unlock(dag);
    }

    private void Unlock(Dag dag)
    {
        if (_locks.TryGetValue(dag.MaintenanceKey, out var holder) && holder == dag)
            _locks.Remove(dag.MaintenanceKey);
    }

    /// <summary>RETRY, ROLLBACK and node PASS take the lock again (PROTOCOL 4.8).</summary>
    private void Relock(Dag dag, bool nullData)
    {
        if (dag.MaintenanceType != 3)
            return;
        if (_locks.TryGetValue(dag.MaintenanceKey, out var holder) && holder != dag)
            throw new AgentException(ErrorCodes.TenantUnderMaintenance.With(dag.MaintenanceKey), nullData);
        if (NewestOf(dag.MaintenanceKey) is { } newest && newest != dag)
            throw new AgentException(ErrorCodes.TaskExpired.With($"Tenant '{dag.MaintenanceKey}'", newest.Id, dag.Id, dag.Name), nullData);
        _locks[dag.MaintenanceKey] = dag;
    }

    public void Retry(Dag dag)
    {
        if (dag.State != "FAILED")
            throw new AgentException(ErrorCodes.RetryNotFailedDag.With());
        if (!dag.Current.Yields)
            throw new AgentException(ErrorCodes.RetryNotAllowed.With(dag.Current.Name));
        Relock(dag, nullData: false);
        var node = dag.Current;
        node.Operator = "RETRY";
        node.State = "PENDING";
        node.StartTime = node.EndTime = null;
        MakeReady(dag, "RUN");
    }

    /// <param name="dag">The DAG.</param>
    /// <param name="nullData">True when the restore executor asks: its faults carry <c>"data":null</c>.</param>
    public void Rollback(Dag dag, bool nullData)
    {
        if (dag.State != "FAILED")
            throw new AgentException(ErrorCodes.RollbackNotFailedDag.With(), nullData);
        for (var stage = dag.Stage; stage >= 1; stage--)
        {
            if (dag.Nodes[stage - 1].Rollback is null)
                throw new AgentException(ErrorCodes.RollbackNotAllowed.With(dag.Nodes[stage - 1].Name), nullData);
        }
        Relock(dag, nullData);
        foreach (var node in dag.Nodes.Take(dag.Stage))
        {
            node.Operator = "ROLLBACK";
            node.State = "PENDING";
            node.StartTime = node.EndTime = null;
        }
        MakeReady(dag, "ROLLBACK");
    }

    public void Cancel(Dag dag, bool nullData)
    {
        if (!dag.IsActive)
            throw new AgentException(ErrorCodes.CancelFinishedDag.With(), nullData);
        if (!dag.Current.Yields)
            throw new AgentException(ErrorCodes.CancelNotAllowed.With(dag.Current.Name), nullData);
        var node = dag.Current;
        node.Operator = "CANCEL";
        node.State = "PENDING";
        node.StartTime = node.EndTime = null;
        MakeReady(dag, "CANCEL");
    }

    /// <summary>Marks everything that is left as done without doing it (trap 14).</summary>
    public void Pass(Dag dag, DateTimeOffset now)
    {
        if (dag.State != "FAILED")
            throw new AgentException(ErrorCodes.PassNotFailedDag.With());
        if (dag.Nodes.Skip(dag.Stage - 1).FirstOrDefault(n => !n.Yields) is { } rigid)
            throw new AgentException(ErrorCodes.PassNotAllowed.With(rigid.Name));
        foreach (var node in dag.Nodes.Skip(dag.Stage - 1))
            PassNode(node, now);
        dag.Stage = dag.Nodes.Count;
        dag.State = "SUCCEED";
        dag.Operator = "PASS";
        dag.EndTime = now;
        Unlock(dag);
    }

    public void Pass(Dag dag, DagNode node, DateTimeOffset now)
    {
        if (dag.State != "FAILED")
            throw new AgentException(ErrorCodes.NodePassNotFailedDag.With());
        if (node.State != "FAILED")
            throw new AgentException(ErrorCodes.NodePassNotFailedNode.With(node.Name));
        if (!node.Yields)
            throw new AgentException(ErrorCodes.NodePassNotAllowed.With(node.Name));
        Relock(dag, nullData: false);
        PassNode(node, now);
        MakeReady(dag, "RUN");
    }

    private static void PassNode(DagNode node, DateTimeOffset now)
    {
        node.State = "SUCCEED";
        node.Operator = "PASS";
        node.EndTime = now;
        node.SubTask.State = "SUCCEED";
        node.SubTask.Operator = "PASS";
        node.SubTask.EndTime = now;
    }

    private static void MakeReady(Dag dag, string @operator)
    {
        dag.State = "READY";
        dag.Operator = @operator;
        dag.StartTime = dag.EndTime = null;
    }
}
