using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Security;
using System.Text;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using Obshell.Client.Changes;
using Obshell.Client.Dags;
using Obshell.Client.Http;
using Obshell.Client.Json;
using Obshell.Client.Secrets;

namespace Obshell.Client.Tenants;

/// <summary>The tenant routes (PROTOCOL 6.3).</summary>
internal sealed class TenantApi
{
    private readonly ObConnection connection;
    private readonly IRequestLog? log;
    private readonly DagApi dags;
    private readonly ChangeSender changes;

    public TenantApi(ObConnection connection, IRequestLog? log, DagApi dags)
    {
        this.connection = connection;
        this.log = log;
        this.dags = dags;
        changes = new ChangeSender(connection, log);
    }

    public async Task<TenantDetail[]> ListAsync(CancellationToken cancellation)
    {
        Answer answer = await connection.ReadAsync(ApiRequest.Get("/api/v1/tenants/overview"), log, cancellation).ConfigureAwait(false);
        return Array.ConvertAll(AnswerData.ReadContents(answer, TenantJson.Default.ContentsTenantDetail), Adopt);
    }

    public async Task<TenantDetail> GetAsync(string name, CancellationToken cancellation)
    {
        Answer answer = await connection.ReadAsync(ApiRequest.Get(PathOf(TenantNames.CheckForPath(name, "Name"))), log, cancellation).ConfigureAwait(false);
        return Adopt(AnswerData.Read(answer, TenantJson.Default.TenantDetail));
    }

    /// <summary>
    /// The databases of a tenant in MySQL mode, as its root sees them. The agent logs in with the password that it is given, so
    /// it is asked once: each try may count against the account (trap 33).
    /// </summary>
    public async Task<IReadOnlyList<string>> ReadDatabasesAsync(string name, SecureString rootPassword, CancellationToken cancellation)
    {
        connection.Redactor.Remember(rootPassword);
        byte[] body = PasswordBody(rootPassword);
        try
        {
            var request = ApiRequest.Question(HttpMethod.Get, PathOf(TenantNames.CheckForPath(name, "Name")) + "/databases", body);
            Answer answer = await connection.ReadOnceAsync(request, log, cancellation).ConfigureAwait(false);
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

    /// <summary>Sent once. 204 means that there is no such tenant.</summary>
    public async Task<TenantRemoval> RemoveAsync(string name, bool recycle, CancellationToken cancellation)
    {
        string path = PathOf(TenantNames.CheckForDrop(name, "Name"));
        byte[] body = Encoding.ASCII.GetBytes(recycle ? """{"need_recycle":true}""" : """{"need_recycle":false}""");
        long? newestBefore = await dags.ReadNewestBeforeChangeAsync(cancellation).ConfigureAwait(false);
        var change = new Change<TenantRemoval>(
            ApiRequest.Change(HttpMethod.Delete, path, body), $"tenant '{name}' is being {(recycle ? "moved to the recycle bin" : "dropped")}", ChangeSubject.Tenant(name),
            (answer, _) => Task.FromResult(new TenantRemoval(ReadDag(answer), answer.Agent, answer.TraceId)))
        {
            Looking = NewDag.Looking,
            Look = (sent, stop) => NewDag.LookAsync(
                newestBefore, before => FindRemovalAsync(name, recycle, before, stop), dag => new TenantRemoval(dag, sent.Agent, sent.TraceId, answerLost: true)),
        };
        return await changes.SendAsync(change, cancellation).ConfigureAwait(false);
    }

    /// <summary>The DAG that is newer than all known before and does to the tenant what was asked for.</summary>
    private async Task<DagDetail?> FindRemovalAsync(string name, bool recycle, long newestBefore, CancellationToken cancellation)
    {
        DagDetail? newest = (await dags.OfTenantAsync(name, unfinished: false, cancellation).ConfigureAwait(false)).FirstOrDefault();
        if (newest is null || newest.DagId <= newestBefore || newest.Name != "Drop tenant " + name)
        {
            return null;
        }

        // The names of both are alike; their steps are not.
        DagDetail dag = await dags.GetAsync(newest.Id, detailed: true, cancellation).ConfigureAwait(false);
        return dag.Nodes.FirstOrDefault()?.Name == (recycle ? "Recycle tenant" : "Drop tenant") ? dag : null;
    }

    private DagDetail? ReadDag(Answer answer)
    {
        if (answer.HttpStatus == 204)
        {
            return null;
        }

        // Accepted, but its DAG is unreadable: it runs all the same, and is looked for.
        DagDetail dag = AnswerData.Read(answer, DagJson.Default.DagDetail);
        dag.Connection = connection;
        return dag;
    }

    /// <summary>A <c>+</c> or <c>~</c> in a name must reach the agent as such: everything reserved is encoded (trap 28).</summary>
    private static string PathOf(string name) => "/api/v1/tenant/" + Uri.EscapeDataString(name);

    private TenantDetail Adopt(TenantDetail tenant)
    {
        tenant.Connection = connection;
        return tenant;
    }
}
