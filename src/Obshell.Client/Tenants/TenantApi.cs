using System.Net.Http;
using System.Security;
using System.Text;
using System.Text.Json;
using Obshell.Client.Changes;
using Obshell.Client.Connection;
using Obshell.Client.Dags;
using Obshell.Client.Http;
using Obshell.Client.Json;
using Obshell.Client.Secrets;

namespace Obshell.Client.Tenants;

/// <summary>Reads and removes tenants through the agent's tenant routes (PROTOCOL 6.3).</summary>
public sealed class TenantApi
{
    private const string Overview = "/api/v1/tenants/overview";

    private readonly ApiCaller caller;
    private readonly ObConnection connection;
    private readonly DagApi dags;
    private readonly ChangeSender changes;

    internal TenantApi(ApiCaller caller, DagApi dags)
    {
        this.caller = caller;
        this.dags = dags;
        connection = caller.Connection;
        changes = new ChangeSender(connection, caller.Log);
    }

    /// <summary>All tenants, without details.</summary>
    public async Task<TenantDetail[]> ListAsync(CancellationToken cancellation = default)
    {
        Answer answer = await caller.ReadAsync(ApiRequest.Get(Overview), cancellation).ConfigureAwait(false);
        return Array.ConvertAll(AnswerData.ReadContents(answer, TenantJson.Default.ContentsTenantDetail), Adopt);
    }

    /// <summary>The names of all tenants.</summary>
    public async Task<IReadOnlyList<string>> ReadNamesAsync(CancellationToken cancellation = default)
    {
        Answer answer = await caller.ReadAsync(ApiRequest.Get(Overview), cancellation).ConfigureAwait(false);
        var data = new PlainFields(AnswerData.Read(answer, PlainJson.Default.DictionaryStringObject));
        return [.. (data.List("contents") ?? []).Select(t => t.Text("tenant_name"))];
    }

    /// <summary>Reads one tenant with details, including its pools.</summary>
    /// <exception cref="ObshellInputException">The text cannot be the name of a tenant; nothing was sent.</exception>
    /// <exception cref="ObshellApiException"><c>OB.Tenant.NotExist</c>, or another error of the agent.</exception>
    public async Task<TenantDetail> GetAsync(string name, CancellationToken cancellation = default)
    {
        Answer answer = await caller.ReadAsync(ApiRequest.Get(PathOf(TenantNames.CheckForPath(name, "Name"))), cancellation).ConfigureAwait(false);
        return Adopt(AnswerData.Read(answer, TenantJson.Default.TenantDetail));
    }

    /// <summary>
    /// Reads the databases of a tenant in MySQL mode that the tenant's root can see. The agent logs in to the tenant with the given
    /// password. Too many wrong passwords lock the account (trap 33), so the request is sent only once to each agent.
    /// </summary>
    public async Task<IReadOnlyList<string>> ReadDatabasesAsync(string name, SecureString rootPassword, CancellationToken cancellation = default)
    {
        connection.Redactor.Remember(rootPassword);
        byte[] body = PasswordBody(rootPassword);
        try
        {
            var request = ApiRequest.Question(HttpMethod.Get, PathOf(TenantNames.CheckForPath(name, "Name")) + "/databases", body);
            Answer answer = await connection.ReadOnceAsync(request, caller.Log, cancellation).ConfigureAwait(false);
            var data = new PlainFields(AnswerData.Read(answer, PlainJson.Default.DictionaryStringObject));
            return [.. (data.List("contents") ?? []).Select(d => connection.Redactor.Clean(d.Text("db_name"))).Where(n => n.Length > 0)];
        }
        finally
        {
            PlainArray.Clear(body);
        }
    }

    private static byte[] PasswordBody(SecureString password)
    {
        using var buffer = new ClearedBuffer();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WritePropertyName("root_password"u8);
            JsonText.Use(password, (literal, length) => json.WriteRawValue(literal.AsSpan(0, length), skipInputValidation: true));
            json.WriteEndObject();
        }

        return buffer.ToArray();
    }

    /// <summary>Drops a tenant with all its data, or moves it to the recycle bin. The request is sent once, to one agent.</summary>
    /// <returns>The result has no DAG when the tenant does not exist.</returns>
    /// <exception cref="ObshellInputException">
    /// The tenant is reserved, such as <c>sys</c>, or the name is not safe in the agent's SQL; nothing was sent.
    /// </exception>
    /// <exception cref="ObshellApiException">The agent refused the request.</exception>
    /// <exception cref="ChangeUnknownException">The removal may or may not be running.</exception>
    public async Task<TenantRemoval> RemoveAsync(string name, bool recycle = false, CancellationToken cancellation = default)
    {
        string path = PathOf(TenantNames.CheckForDrop(name, "Name"));
        byte[] body = Encoding.ASCII.GetBytes(recycle ? """{"need_recycle":true}""" : """{"need_recycle":false}""");
        long? newestBefore = await dags.ReadNewestBeforeChangeAsync(cancellation).ConfigureAwait(false);
        var change = new Change<TenantRemoval>(
            ApiRequest.Change(HttpMethod.Delete, path, body), recycle ? ChangeTexts.FormatUnknownTenantRecycle(name) : ChangeTexts.FormatUnknownTenantDrop(name), ChangeSubject.Tenant(name),
            (answer, _) => Task.FromResult(new TenantRemoval(ReadDag(answer), answer.Agent, answer.TraceId)))
        {
            LookFailed = ChangeTexts.FormatLookNewDagFailed,
            Look = (sent, stop) => NewDag.LookAsync(
                newestBefore, before => FindRemovalAsync(name, recycle, before, stop), dag => new TenantRemoval(dag, sent.Agent, sent.TraceId, answerLost: true)),
        };
        return await changes.SendAsync(change, cancellation).ConfigureAwait(false);
    }

    /// <summary>Finds the DAG that carries out the request. It is newer than all DAGs that existed before the request.</summary>
    private async Task<AgentDag?> FindRemovalAsync(string name, bool recycle, long newestBefore, CancellationToken cancellation)
    {
        AgentDag? newest = (await dags.OfTenantAsync(name, unfinished: false, cancellation).ConfigureAwait(false)).FirstOrDefault();
        if (newest is null || newest.DagId <= newestBefore || newest.Name != "Drop tenant " + name)
        {
            return null;
        }

        // A drop and a move to the recycle bin have the same DAG name, but different nodes.
        AgentDag dag = await dags.GetAsync(newest.Id, detailed: true, cancellation).ConfigureAwait(false);
        return dag.Nodes.FirstOrDefault()?.Name == (recycle ? "Recycle tenant" : "Drop tenant") ? dag : null;
    }

    private AgentDag? ReadDag(Answer answer)
    {
        if (answer.HttpStatus == 204)
        {
            return null;
        }

        // The agent has accepted the request. If its DAG cannot be read from the answer, the DAG runs anyway, and the client looks for it.
        AgentDag dag = AnswerData.Read(answer, DagJson.Default.AgentDag);
        dag.Connection = connection;
        return dag;
    }

    /// <summary>Encodes every reserved character, so that the name reaches the agent unchanged (trap 28).</summary>
    private static string PathOf(string name) => "/api/v1/tenant/" + Uri.EscapeDataString(name);

    private TenantDetail Adopt(TenantDetail tenant)
    {
        tenant.Connection = connection;
        return tenant;
    }
}
