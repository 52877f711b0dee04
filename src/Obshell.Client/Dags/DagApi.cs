using System.Net.Http;
using System.Text;
using Obshell.Client.Changes;
using Obshell.Client.Connection;
using Obshell.Client.Errors;
using Obshell.Client.Http;
using Obshell.Client.Json;

namespace Obshell.Client.Dags;

/// <summary>Reads and changes DAGs through the agent's task routes (PROTOCOL 5.2).</summary>
public sealed class DagApi
{
    /// <summary>The maximum length of an id. Ids of DAGs on an IPv6 agent have at least 46 digits.</summary>
    private const int MaxId = 128;

    /// <summary>If the read before a change fails, it is repeated for this time.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan PauseBeforeChange = TimeSpan.FromSeconds(1);

    private readonly ApiCaller caller;
    private readonly ObConnection connection;
    private readonly ChangeSender changes;

    internal DagApi(ApiCaller caller)
    {
        this.caller = caller;
        connection = caller.Connection;
        changes = new ChangeSender(connection, caller.Log);
    }

    /// <summary>Reads one DAG. Without <paramref name="detailed"/>, the DAG has no nodes, and the agent has much less work.</summary>
    /// <exception cref="ObshellInputException">The text is not an id; nothing was sent.</exception>
    /// <exception cref="ObshellApiException"><c>Task.NotFound</c>, or another error of the agent.</exception>
    public async Task<AgentDag> GetAsync(string id, bool detailed = true, CancellationToken cancellation = default)
    {
        Answer answer = await caller.ReadAsync(ApiRequest.Get("/api/v1/task/dag/" + CheckId(id) + Details(detailed)), cancellation).ConfigureAwait(false);
        AgentDag dag = AnswerData.Read(answer, DagJson.Default.AgentDag);
        if (!string.Equals(dag.Id, id, StringComparison.Ordinal))
        {
            throw new ObshellProtocolException(
                "UnexpectedAnswer", DagTexts.FormatOtherAnswered(answer.Agent, id, TextFault.Quote(connection.Redactor.Clean(dag.Id))), answer.HttpStatus, answer.Agent)
            { TraceId = answer.TraceId };
        }

        return Adopt(dag);
    }

    /// <summary>
    /// Reads all DAGs of the cluster or of the answering agent. With <paramref name="unfinished"/> it reads only unfinished DAGs. A FAILED
    /// maintenance DAG counts as unfinished until it is repaired.
    /// </summary>
    public async Task<AgentDag[]> ListAsync(DagScope scope = DagScope.Cluster, bool unfinished = false, bool detailed = false, CancellationToken cancellation = default)
    {
        string path = (scope, unfinished) switch
        {
            (DagScope.Agent, true) => "/api/v1/task/dag/agent/unfinish",
            (DagScope.Agent, false) => "/api/v1/task/dags/agent",
            (_, true) => "/api/v1/task/dag/ob/unfinish",
            _ => "/api/v1/task/dags/ob",
        };
        Answer answer = await caller.ReadAsync(ApiRequest.Get(path + Details(detailed)), cancellation).ConfigureAwait(false);
        return Array.ConvertAll(AnswerData.ReadContents(answer, DagJson.Default.ContentsAgentDag), Adopt);
    }

    /// <summary>
    /// The number of the newest maintenance DAG; 0 when there was none. A maintenance DAG is a DAG that takes a lock, such as a restore.
    /// The agent reports the newest maintenance DAG in one small answer.
    /// </summary>
    public async Task<long> NewestMaintenanceDagIdAsync(CancellationToken cancellation = default)
    {
        try
        {
            Answer answer = await caller.ReadAsync(ApiRequest.Get("/api/v1/task/dag/maintain/ob" + Details(false)), cancellation).ConfigureAwait(false);
            return AnswerData.Read(answer, DagJson.Default.AgentDag).DagId;
        }
        catch (ObshellApiException e) when (e.ErrorCode == ErrorCodes.TaskNotFound || (e.HttpStatus == 404 && e.ErrorCode.Length == 0))
        {
            // The agent also answers 404 when its database fails for a moment (PROTOCOL 5.1). So the list of DAGs is read too.
            AgentDag[] all = await ListAsync(DagScope.Cluster, unfinished: false, detailed: false, cancellation).ConfigureAwait(false);
            return all.Length == 0 ? 0 : all.Max(d => d.DagId);
        }
    }

    /// <summary>
    /// Gets the id of the newest maintenance DAG before a change that makes a DAG. Nothing has been sent yet, so a failed read is repeated
    /// for some time. A permanent error is thrown immediately: a refused login, an unknown host, or two answers in sequence that do not
    /// come from an agent. The result is null when the agent cannot list its DAGs. The change is then sent anyway: if the agent refuses it,
    /// its error says what is wrong. Without the id, the client cannot distinguish the new DAG from older DAGs. So if the answer to the
    /// change is lost too, the outcome stays unknown.
    /// </summary>
    internal async Task<long?> ReadNewestBeforeChangeAsync(CancellationToken cancellation)
    {
        TimeProvider time = connection.TimeProvider;
        long since = time.GetTimestamp();
        int strangers = 0;
        while (true)
        {
            TimeSpan pause;
            try
            {
                return await NewestMaintenanceDagIdAsync(cancellation).ConfigureAwait(false);
            }
            catch (ObshellException e) when (MayPass(e) && time.GetElapsedTime(since) < Patience)
            {
                strangers = e.ErrorId == "NotAnObshellAgent" ? strangers + 1 : 0;
                if (strangers == 2)
                {
                    throw;
                }

                pause = e.RetryAfter is { } asked && asked < Patience ? asked : PauseBeforeChange;
            }
            catch (ObshellApiException e) when (!e.IsAuthentication)
            {
                return null;
            }

            await time.DelayAsync(pause, cancellation).ConfigureAwait(false);
        }

        // The read is not repeated after an error that the agent itself reports, for example because the agent has no OceanBase server.
        static bool MayPass(ObshellException fault) => TransientFault.MayPass(fault) && fault is not ObshellApiException;
    }

    /// <summary>Reads the DAGs of the cluster that work only on this tenant, newest first, without details.</summary>
    public async Task<AgentDag[]> OfTenantAsync(string tenant, bool unfinished = false, CancellationToken cancellation = default)
    {
        AgentDag[] all = await ListAsync(DagScope.Cluster, unfinished, detailed: false, cancellation).ConfigureAwait(false);
        return [.. all.Where(d => d.TenantName == tenant).OrderByDescending(d => d.DagId)];
    }

    /// <summary>
    /// Sends a change of a DAG once (PROTOCOL 5.4), and reads the DAG again. If the answer is lost, or if an error does not show whether
    /// the change was made, the DAG is read again. If the DAG does not show the change, the outcome is unknown. This method does not
    /// ask the user for confirmation, although two operations may drop a tenant: <see cref="DagOperation.Rollback"/>, and
    /// <see cref="DagOperation.Retry"/> in stage 2 of a restore.
    /// </summary>
    /// <param name="before">The DAG as it was read just before the change. It shows which changes were made earlier.</param>
    /// <param name="operation">What to do.</param>
    /// <param name="cancellation">Stops the requests of the client, but not the change.</param>
    /// <exception cref="ObshellApiException">The agent refused the change.</exception>
    /// <exception cref="ChangeUnknownException">The change may or may not have been carried out.</exception>
    public async Task<DagChange> OperateAsync(AgentDag before, DagOperation operation, CancellationToken cancellation = default)
    {
        string wire = DagOperators.Of(operation);

        // The agent reads only this key of the body (PROTOCOL 5.4).
        byte[] body = Encoding.ASCII.GetBytes("{\"operator\":\"" + wire + "\"}");
        ApiRequest request = ApiRequest.Change(HttpMethod.Post, "/api/v1/task/dag/" + CheckId(before.Id), body);
        AgentDag? now = null;
        var change = new Change<DagChange>(
            request, ChangeTexts.FormatUnknownDagOperation(wire, before.Id), ChangeSubject.Dag(before.Id, before.TenantName), (answer, stop) => ReadChangedAsync(() => before.Id, operation, answer, stop))
        {
            LookFailed = ChangeTexts.FormatLookDagFailed,
            Look = async (sent, stop) =>
            {
                now = await GetAsync(before.Id, detailed: true, stop).ConfigureAwait(false);
                if (!OperationTrace.Shows(before, now, operation))
                {
                    return ChangeLookup<DagChange>.NotDone(ChangeTexts.FormatNotShownByDag(connection.Redactor.Clean(now.State + "/" + now.Operator), now.Stage));
                }

                now.RollbackRequested = operation == DagOperation.Rollback;
                return ChangeLookup<DagChange>.Done(new DagChange(now, answerLost: true, sent.Agent, sent.TraceId));
            },
        };
        try
        {
            return await changes.SendAsync(change, cancellation).ConfigureAwait(false);
        }
        catch (ObshellApiException refusal) when (now is not null)
        {
            throw new DagRefusalException(refusal, now);
        }
    }

    /// <summary>Reads the DAG of a change that an agent has accepted. When the DAG cannot be read, the change is still a success.</summary>
    /// <param name="idOf">Returns the DAG's id. For some changes, it reads the id from the answer.</param>
    /// <param name="operation">The change that was made.</param>
    /// <param name="answer">The agent's answer.</param>
    /// <param name="cancellation">Stops reading.</param>
    internal async Task<DagChange> ReadChangedAsync(Func<string> idOf, DagOperation operation, Answer answer, CancellationToken cancellation)
    {
        try
        {
            AgentDag now = await GetAsync(idOf(), detailed: true, cancellation).ConfigureAwait(false);
            now.RollbackRequested = operation == DagOperation.Rollback;
            return new DagChange(now, answerLost: false, answer.Agent, answer.TraceId);
        }
        catch (ObshellException e)
        {
            return new DagChange(null, answerLost: false, answer.Agent, answer.TraceId) { ReadFault = e };
        }
    }

    /// <summary>
    /// Checks an id. Ids are opaque, but they are part of a path, so an id must not contain a character that changes the path.
    /// </summary>
    /// <returns>The id.</returns>
    /// <exception cref="ObshellInputException">The text cannot be an id.</exception>
    public static string CheckId(string id)
    {
        if (IsId(id))
        {
            return id;
        }

        string shown = TextFault.Quote(id ?? "");
        int bad = HasLengthOfId(id) ? Array.FindIndex(id!.ToCharArray(), c => !IsOfId(c)) : -1;
        throw new ObshellInputException(new InputFault(
            "InvalidDagId", "Id", bad < 0 ? DagTexts.FormatIdNotValid(shown) : DagTexts.FormatIdCharacter(shown, TextFault.Show(id![bad]), bad + 1)));
    }

    /// <summary>Whether a text can be an id.</summary>
    internal static bool IsId(string? id) => HasLengthOfId(id) && id!.All(IsOfId);

    private static bool HasLengthOfId(string? id) => id is { Length: > 0 and <= MaxId };

    private static bool IsOfId(char c) => c is (>= '0' and <= '9') or (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or '-' or '_';

    /// <summary>
    /// The query always contains show_details, because the agent's default is true, and details are much more work for the agent. A value
    /// that is not a boolean makes the agent panic (trap 35).
    /// </summary>
    private static string Details(bool detailed) => detailed ? "?show_details=true" : "?show_details=false";

    private AgentDag Adopt(AgentDag dag)
    {
        dag.Connection = connection;
        return dag;
    }
}
