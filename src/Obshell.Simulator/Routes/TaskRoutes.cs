using System.Globalization;
using System.Text.Json.Nodes;

namespace Obshell.Simulator;

/// <summary>DAGs, nodes, sub-tasks and operators (PROTOCOL 5).</summary>
internal static class TaskRoutes
{
    public static void Map(RouteTable table)
    {
        table.Add("GET", "/task/dag/{id}", GetDag);
        table.Add("POST", "/task/dag/{id}", OperateDag);
        table.Add("GET", "/task/node/{id}", GetNode);
        table.Add("POST", "/task/node/{id}", OperateNode);
        table.Add("GET", "/task/sub_task/{id}", GetSubTask);
        table.Add("GET", "/task/sub_task/{id}/logs", GetLogs);
        table.Add("GET", "/task/dags/ob", c => List(c, ClusterDags(c, _ => true)));
        table.Add("GET", "/task/dags/agent", c => List(c, c.Agent.LocalEngine.Dags));
        table.Add("GET", "/task/dag/unfinish", c => Unfinished(c, Cluster(c), c.Agent.LocalEngine.Dags));
        table.Add("GET", "/task/dag/ob/unfinish", c => Unfinished(c, ClusterDags(c, _ => true), []));
        table.Add("GET", "/task/dag/agent/unfinish", c => Unfinished(c, [], c.Agent.LocalEngine.Dags));
        table.Add("GET", "/task/dag/maintain/ob", c => Newest(c, ClusterDags(c, _ => true), "OceanBase is not under maintenance"));
        table.Add("GET", "/task/dag/maintain/agent", c => Newest(c, c.Agent.LocalEngine.Dags, "Agent is not under maintenance"));
        table.Add("GET", "/task/dag/maintain/agents", c => List(c, NewestOfEach(c)));
        table.Add("GET", "/task/dag/agent/main_dags", c => List(c, c.Agent.LocalEngine.Dags));
    }

    /// <summary>The DAGs of the cluster. If the agent is not in a cluster, it answers with HTTP 500.</summary>
    private static IEnumerable<Dag> ClusterDags(RouteContext context, Func<Dag, bool> filter)
    {
        if (context.Agent.Identity != "CLUSTER AGENT")
            throw new AgentException(ErrorCodes.Unexpected.With("ocsagent cannot build response body"));
        context.RequireOceanBase();
        return context.Cluster.Engine.Dags.Where(filter);
    }

    private static IEnumerable<Dag> Cluster(RouteContext context) =>
        context.Agent.Identity == "CLUSTER AGENT" ? ClusterDags(context, _ => true) : [];

    private static HandlerResult List(RouteContext context, IEnumerable<Dag> dags)
    {
        var details = context.ShowDetails();
        return HandlerResult.Contents([.. dags.Select(d => (JsonNode)context.DagJson.Whole(d, details))]);
    }

    /// <summary>
    /// The unfinished DAGs. The list contains FAILED DAGs that have a lock (PROTOCOL 5.2). It does not contain FAILED DAGs without a lock,
    /// such as backups (PROTOCOL-BACKUP 4). An empty list is null if the agent is in a cluster, otherwise [] (captures unf and unfinish).
    /// </summary>
    private static HandlerResult Unfinished(RouteContext context, IEnumerable<Dag> cluster, IEnumerable<Dag> local)
    {
        var details = context.ShowDetails();
        var dags = cluster.Concat(local).Where(d => d.IsActive || d.State == "FAILED" && d.MaintenanceType != 1).Select(d => (JsonNode)context.DagJson.Whole(d, details)).ToArray();
        return HandlerResult.Contents(dags.Length == 0 && context.Agent.Identity == "CLUSTER AGENT" ? null : [.. dags]);
    }

    private static HandlerResult Newest(RouteContext context, IEnumerable<Dag> dags, string none)
    {
        var details = context.ShowDetails();
        var newest = dags.LastOrDefault(d => d.MaintenanceType != 1) ?? throw NotFound(none);
        return HandlerResult.Of(context.DagJson.Whole(newest, details));
    }

    private static IEnumerable<Dag> NewestOfEach(RouteContext context) =>
        context.Cluster.Agents.Select(a => a.LocalEngine.Dags.LastOrDefault(d => d.MaintenanceType != 1)).OfType<Dag>();

    private static AgentException NotFound(string what) => new(ErrorCodes.TaskNotFound.With(what));

    /// <summary>Finds the engine that a generic id belongs to, and the number in the id (PROTOCOL 5.1).</summary>
    private static (DagEngine Engine, long Number) Resolve(RouteContext context)
    {
        var id = context.Parameter("id");
        var invalid = new AgentException(ErrorCodes.GenericIdInvalid.With($"{id}: invalid generic id"));
        if (!id.All(char.IsAsciiDigit))
            throw invalid;
        var head = id[0] switch
        {
            '1' => 1,
            '2' => 1 + 10 + 5,
            '3' => 1 + 39 + 5,
            _ => throw invalid,
        };
        if (id.Length <= head || !long.TryParse(id.AsSpan(head), NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            throw invalid;
        if (head == 1)
        {
            if (context.ObFault() is { } fault)
                throw new AgentException(fault.Wrap("Task not found"));
            return (context.Cluster.Engine, number);
        }
        // The agent forwards a request with a local id of another agent to that agent (PROTOCOL 1.7).
        var owner = context.Cluster.Agents.FirstOrDefault(a => a.LocalIdPrefix == id[..head] && a.IsRunning) ?? throw NotFound("record not found");
        return (owner.LocalEngine, number);
    }

    private static (DagEngine Engine, Dag Dag) FindDag(RouteContext context)
    {
        var (engine, number) = Resolve(context);
        return (engine, engine.Dags.Find(d => d.DagId == number) ?? throw NotFound("record not found"));
    }

    private static (DagEngine Engine, Dag Dag, DagNode Node) FindNode(RouteContext context)
    {
        var (engine, number) = Resolve(context);
        foreach (var dag in engine.Dags)
        {
            if (dag.Nodes.FirstOrDefault(n => n.NodeId == number) is { } node)
                return (engine, dag, node);
        }
        throw NotFound("record not found");
    }

    private static (Dag Dag, DagNode Node, SubTask Task) FindSubTask(RouteContext context)
    {
        var (engine, number) = Resolve(context);
        var found = from dag in engine.Dags from node in dag.Nodes from task in node.SubTasks where task.TaskId == number select (dag, node, task);
        return found.Cast<(Dag, DagNode, SubTask)?>().FirstOrDefault() ?? throw NotFound("record not found");
    }

    private static HandlerResult GetDag(RouteContext context)
    {
        var details = context.ShowDetails();
        return HandlerResult.Of(context.DagJson.Whole(FindDag(context).Dag, details));
    }

    private static HandlerResult GetNode(RouteContext context)
    {
        if (!context.ShowDetails())
            throw new AgentPanicException();
        var (_, dag, node) = FindNode(context);
        return HandlerResult.Of(context.DagJson.Node(dag, node));
    }

    private static HandlerResult GetSubTask(RouteContext context)
    {
        context.ShowDetails();
        var (dag, node, task) = FindSubTask(context);
        return HandlerResult.Of(context.DagJson.SubTask(dag, node, task));
    }

    private static HandlerResult GetLogs(RouteContext context)
    {
        var task = FindSubTask(context).Task;
        return HandlerResult.Contents([.. task.Logs.Select(l => (JsonNode)context.DagJson.Log(task, l))]);
    }

    private static string Operator(RouteContext context)
    {
        var binder = new JsonBinder(context.Request, "DagOperator");
        var text = binder.Text("operator") ?? "";
        binder.Require("Operator", "Operator", text.Length > 0);
        binder.Check();
        return text;
    }

    private static HandlerResult OperateDag(RouteContext context)
    {
        var text = Operator(context);
        var (engine, dag) = FindDag(context);
        switch (text.ToUpperInvariant())
        {
            case "RETRY": engine.Operators.Retry(dag); break;
            case "ROLLBACK": engine.Operators.Rollback(dag, nullData: false); break;
            case "CANCEL": engine.Operators.Cancel(dag, nullData: false); break;
            case "PASS": engine.Operators.Pass(dag, context.Cluster.Clock.UtcNow); break;
            default: throw new AgentException(ErrorCodes.DagOperatorNotSupport.With(text));
        }
        return HandlerResult.Empty;
    }

    private static HandlerResult OperateNode(RouteContext context)
    {
        var text = Operator(context);
        var (engine, dag, node) = FindNode(context);
        if (!text.Equals("PASS", StringComparison.OrdinalIgnoreCase))
            throw new AgentException(ErrorCodes.NodeOperatorNotSupport.With(text));
        engine.Operators.Pass(dag, node, context.Cluster.Clock.UtcNow);
        return HandlerResult.Empty;
    }
}
