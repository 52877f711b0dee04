using System.Text.Json.Nodes;

namespace Obshell.Simulator;

/// <summary>DAGs, nodes and sub-tasks as JSON (PROTOCOL 5.3). The keys have the order of the captures.</summary>
internal sealed class DagJson
{
    private readonly TimeSpan _hostOffset;
    private readonly TimeSpan _sessionShift;
    private readonly bool _withMaintenance;

    /// <param name="hostOffset">The UTC offset of the times.</param>
    /// <param name="sessionShift">The UTC offset of the database sessions minus hostOffset. It shifts only the times of cluster DAGs,
    /// because the database stores these DAGs (capture backup-zone-dag-final).</param>
    /// <param name="withMaintenance">False for agents before 4.3.1.0, which have no maintenance_type and maintenance_key.</param>
    public DagJson(TimeSpan hostOffset, TimeSpan sessionShift, bool withMaintenance)
    {
        _hostOffset = hostOffset;
        _sessionShift = sessionShift;
        _withMaintenance = withMaintenance;
    }

    /// <summary>
    /// The answer to a request that creates a DAG. It has no nodes. The times of a cluster DAG are in year 1; a local DAG has real times.
    /// </summary>
    public JsonObject Created(Dag dag)
    {
        var json = Head(dag);
        Status(json, dag, dag.State, dag.Operator, dag.IsCluster ? null : dag.StartTime, dag.IsCluster ? null : dag.EndTime);
        json["additional_data"] = null;
        json["nodes"] = null;
        return json;
    }

    /// <summary>The answer to a DELETE restore that rolls back. It has nodes, but no additional data (capture restore-cancel).</summary>
    public JsonObject RolledBack(Dag dag)
    {
        var json = Whole(dag, true);
        json["additional_data"] = null;
        return json;
    }

    public JsonObject Whole(Dag dag, bool details)
    {
        var json = Head(dag);
        Status(json, dag, dag.State, dag.Operator, dag.StartTime, dag.EndTime);
        json["additional_data"] = details && dag.AdditionalData is { } data ? JsonNode.Parse(data) : null;
        json["nodes"] = details ? new JsonArray([.. dag.Nodes.Select(n => (JsonNode)Node(dag, n))]) : null;
        return json;
    }

    private JsonObject Head(Dag dag)
    {
        var json = new JsonObject
        {
            ["id"] = dag.Id,
            ["dag_id"] = dag.DagId,
            ["name"] = dag.Name,
            ["stage"] = dag.Stage,
            ["max_stage"] = dag.Nodes.Count,
        };
        if (_withMaintenance)
        {
            json["maintenance_type"] = dag.MaintenanceType;
            json["maintenance_key"] = dag.MaintenanceKey;
        }
        return json;
    }

    private void Status(JsonObject json, Dag dag, string state, string @operator, DateTimeOffset? start, DateTimeOffset? end)
    {
        json["state"] = state;
        json["operator"] = @operator;
        // A cluster DAG is stored in OceanBase, in microseconds. A local DAG is stored in SQLite, with the full resolution of the clock.
        json["start_time"] = dag.IsCluster ? GoTime.Micro(start + _sessionShift, _hostOffset) : GoTime.Nano(start, _hostOffset);
        json["end_time"] = dag.IsCluster ? GoTime.Micro(end + _sessionShift, _hostOffset) : GoTime.Nano(end, _hostOffset);
    }

    public JsonObject Node(Dag dag, DagNode node)
    {
        var json = new JsonObject { ["id"] = dag.IdPrefix + node.NodeId, ["node_id"] = node.NodeId, ["name"] = node.Name };
        Status(json, dag, node.State, node.Operator, node.StartTime, node.EndTime);
        json["additional_data"] = null;
        json["sub_tasks"] = new JsonArray([.. node.SubTasks.Select(t => (JsonNode)SubTask(dag, node, t))]);
        return json;
    }

    public JsonObject SubTask(Dag dag, DagNode node, SubTask task)
    {
        var json = new JsonObject { ["id"] = dag.IdPrefix + task.TaskId, ["task_id"] = task.TaskId, ["name"] = node.Name };
        Status(json, dag, task.State, task.Operator, task.StartTime, task.EndTime);
        json["additional_data"] = null;
        json["execute_times"] = task.ExecuteTimes;
        json["execute_agent"] = new JsonObject { ["ip"] = task.Agent?.Ip ?? dag.ExecuteIp, ["port"] = task.Agent?.Port ?? dag.ExecutePort };
        json["task_logs"] = task.State is "PENDING" or "READY"
            ? null
            : new JsonArray([.. task.Logs.Select(l => (JsonNode)JsonValue.Create(l.Text)!)]);
        return json;
    }

    public JsonObject Log(SubTask task, SubTaskLog log) => new()
    {
        ["id"] = log.Id,
        ["sub_task_id"] = task.TaskId,
        ["execute_times"] = log.ExecuteTimes,
        ["log_content"] = log.Text,
        ["is_sync"] = false,
        ["create_time"] = GoTime.Seconds(log.At, _hostOffset),
        ["update_time"] = GoTime.Seconds(log.At, _hostOffset),
    };
}
