using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Obshell.Client.Wire;

namespace Obshell.Client.Tasks;

/// <summary>The task routes (PROTOCOL 5.2).</summary>
internal sealed class DagApi
{
    private readonly ObConnection connection;
    private readonly IRequestLog? log;

    public DagApi(ObConnection connection, IRequestLog? log)
    {
        this.connection = connection;
        this.log = log;
    }

    public async Task<DagDetail> GetAsync(string id, bool detailed, CancellationToken cancellation, bool retry = true)
    {
        ApiRequest request = ApiRequest.Get("/api/v1/task/dag/" + CheckId(id) + Details(detailed));
        Answer answer = retry
            ? await connection.ReadAsync(request, log, cancellation).ConfigureAwait(false)
            : await connection.ReadOnceAsync(request, log, cancellation).ConfigureAwait(false);
        return Adopt(Json.Read(answer, WireJson.Default.DagDetail));
    }

    public async Task<DagDetail[]> ListAsync(DagScope scope, bool unfinished, bool detailed, CancellationToken cancellation, bool retry = true)
    {
        string path = (scope, unfinished) switch
        {
            (DagScope.Agent, true) => "/api/v1/task/dag/agent/unfinish",
            (DagScope.Agent, false) => "/api/v1/task/dags/agent",
            (_, true) => "/api/v1/task/dag/ob/unfinish",
            _ => "/api/v1/task/dags/ob",
        };
        ApiRequest request = ApiRequest.Get(path + Details(detailed));
        Answer answer = retry
            ? await connection.ReadAsync(request, log, cancellation).ConfigureAwait(false)
            : await connection.ReadOnceAsync(request, log, cancellation).ConfigureAwait(false);
        return Array.ConvertAll(Json.ReadContents(answer, WireJson.Default.ContentsDagDetail), Adopt);
    }

    /// <summary>
    /// The highest number of any DAG that can be mistaken for a restore: those hold a lock, and the agent names the newest
    /// of these in one small answer. 0 when there never was one.
    /// </summary>
    public async Task<long> NewestMaintenanceDagIdAsync(CancellationToken cancellation)
    {
        try
        {
            Answer answer = await connection.ReadAsync(
                ApiRequest.Get("/api/v1/task/dag/maintain/ob" + Details(false)), log, cancellation).ConfigureAwait(false);
            return Json.Read(answer, WireJson.Default.DagDetail).DagId;
        }
        catch (ObshellApiException e) when (e.ErrorCode == ErrorCodes.TaskNotFound || (e.HttpStatus == 404 && e.ErrorCode.Length == 0))
        {
            // "None" also stands for a hiccup of the database (ANCHORS C.2): the list settles it.
            DagDetail[] all = await ListAsync(DagScope.Cluster, unfinished: false, detailed: false, cancellation).ConfigureAwait(false);
            return all.Length == 0 ? 0 : all.Max(d => d.DagId);
        }
    }

    /// <summary>Ids are opaque, but they go into a path: nothing that could lead elsewhere may be in them.</summary>
    public static string CheckId(string id)
    {
        if (string.IsNullOrEmpty(id) || id.Length > 128 || !id.All(c => c is (>= '0' and <= '9') or (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or '-' or '_'))
        {
            throw new ObshellInputException(new InputFault(
                "InvalidDagId", "Id", $"'{TextFault.Quote(id ?? "")}' is no DAG id. Ids are digits, as Get-ObDag shows them."));
        }

        return id;
    }

    /// <summary>Written out always: the agent panics at anything but true and false (trap 35), and its default is the dear one.</summary>
    private static string Details(bool detailed) => detailed ? "?show_details=true" : "?show_details=false";

    private DagDetail Adopt(DagDetail dag)
    {
        dag.Connection = connection;
        foreach (SubTaskDetail task in dag.Nodes.SelectMany(n => n.SubTasks))
        {
            task.Redact(connection.Redactor);
        }

        return dag;
    }
}
