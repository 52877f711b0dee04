namespace Obshell.Simulator;

/// <summary>Applies the operators to a DAG, or refuses them (PROTOCOL 5.6).</summary>
/// <param name="locks">The locks of tenants.</param>
internal sealed class DagOperators(TenantLocks locks)
{
    public void Retry(Dag dag)
    {
        if (dag.State != "FAILED")
            throw new AgentException(ErrorCodes.RetryNotFailedDag.With());
        if (!dag.Current.Yields)
            throw new AgentException(ErrorCodes.RetryNotAllowed.With(dag.Current.Name));
        locks.Retake(dag, nullData: false);
        var node = dag.Current;
        node.Operator = "RETRY";
        node.State = "PENDING";
        node.StartTime = node.EndTime = null;
        MakeReady(dag, "RUN");
    }

    /// <param name="dag">The DAG.</param>
    /// <param name="nullData">True for calls from the restore executor, whose errors have <c>"data":null</c>.</param>
    public void Rollback(Dag dag, bool nullData)
    {
        if (dag.State != "FAILED")
            throw new AgentException(ErrorCodes.RollbackNotFailedDag.With(), nullData);
        for (var stage = dag.Stage; stage >= 1; stage--)
        {
            if (dag.Nodes[stage - 1].Rollback is null)
                throw new AgentException(ErrorCodes.RollbackNotAllowed.With(dag.Nodes[stage - 1].Name), nullData);
        }
        locks.Retake(dag, nullData);
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

    /// <summary>Marks all remaining nodes as done without running them (trap 14).</summary>
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
        locks.Release(dag);
    }

    public void Pass(Dag dag, DagNode node, DateTimeOffset now)
    {
        if (dag.State != "FAILED")
            throw new AgentException(ErrorCodes.NodePassNotFailedDag.With());
        if (node.State != "FAILED")
            throw new AgentException(ErrorCodes.NodePassNotFailedNode.With(node.Name));
        if (!node.Yields)
            throw new AgentException(ErrorCodes.NodePassNotAllowed.With(node.Name));
        locks.Retake(dag, nullData: false);
        PassNode(node, now);
        MakeReady(dag, "RUN");
    }

    private static void PassNode(DagNode node, DateTimeOffset now)
    {
        node.State = "SUCCEED";
        node.Operator = "PASS";
        node.EndTime = now;
        foreach (var subTask in node.SubTasks)
        {
            subTask.State = "SUCCEED";
            subTask.Operator = "PASS";
            subTask.EndTime = now;
        }
    }

    private static void MakeReady(Dag dag, string @operator)
    {
        dag.State = "READY";
        dag.Operator = @operator;
        dag.StartTime = dag.EndTime = null;
    }
}
