using System;
using System.Net.Http;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Obshell.Client.Wire;

namespace Obshell.Client.Tenants;

/// <summary>The tenant routes (PROTOCOL 6.3).</summary>
internal sealed class TenantApi
{
    private readonly ObConnection connection;
    private readonly IRequestLog? log;

    public TenantApi(ObConnection connection, IRequestLog? log)
    {
        this.connection = connection;
        this.log = log;
    }

    public async Task<TenantDetail[]> ListAsync(CancellationToken cancellation)
    {
        Answer answer = await connection.ReadAsync(ApiRequest.Get("/api/v1/tenants/overview"), log, cancellation).ConfigureAwait(false);
        return Array.ConvertAll(Json.ReadContents(answer, TenantJson.Default.ContentsTenantDetail), Adopt);
    }

    public async Task<TenantDetail> GetAsync(string name, CancellationToken cancellation)
    {
        Answer answer = await connection.ReadAsync(ApiRequest.Get(PathOf(TenantNames.CheckForPath(name, "Name"))), log, cancellation).ConfigureAwait(false);
        return Adopt(Json.Read(answer, TenantJson.Default.TenantDetail));
    }

    /// <summary>Sent once. 204 means that there is no such tenant.</summary>
    public async Task<TenantRemoval> RemoveAsync(string name, bool recycle, CancellationToken cancellation)
    {
        string path = PathOf(TenantNames.CheckForDrop(name, "Name"));
        byte[] body = Encoding.ASCII.GetBytes(recycle ? """{"need_recycle":true}""" : """{"need_recycle":false}""");
        try
        {
            Answer answer = await connection.ChangeAsync(ApiRequest.Change(HttpMethod.Delete, path, body), log, cancellation).ConfigureAwait(false);
            return new TenantRemoval(ReadDag(answer), answer.Agent, answer.TraceId);
        }
        catch (ObshellException e) when (e.OutcomeUnknown && e is not ObshellApiException)
        {
            throw new ChangeUnknownException($"tenant '{name}' is being {(recycle ? "moved to the recycle bin" : "dropped")}", e) { TenantName = name };
        }
    }

    private DagDetail? ReadDag(Answer answer)
    {
        if (answer.HttpStatus == 204)
        {
            return null;
        }

        try
        {
            DagDetail dag = Json.Read(answer, WireJson.Default.DagDetail);
            dag.Connection = connection;
            return dag;
        }
        catch (ObshellProtocolException e)
        {
            // Accepted, but its DAG is unreadable: it runs all the same.
            e.OutcomeUnknown = true;
            throw;
        }
    }

    /// <summary>A <c>+</c> or <c>~</c> in a name must reach the agent as such: everything reserved is encoded (trap 28).</summary>
    private static string PathOf(string name) => "/api/v1/tenant/" + Uri.EscapeDataString(name);

    private TenantDetail Adopt(TenantDetail tenant)
    {
        tenant.Connection = connection;
        return tenant;
    }
}
