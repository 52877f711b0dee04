using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using Obshell.Client;
using Obshell.Client.Changes;
using Obshell.Client.Http;
using Obshell.Client.Json;

namespace Obshell.Recovery.Drills.Cleanup;

/// <summary>
/// The resource pools that a drill's DAG made and that outlived its tenant: a restore that fails behind stage 3 leaves them. Their
/// names end in the millisecond of that DAG's creation, so nobody else's has one; one that a tenant stands on is never asked for.
/// </summary>
internal sealed class DrillPools
{
    private readonly ObConnection connection;
    private readonly IRequestLog? log;

    public DrillPools(ObConnection connection, IRequestLog? log)
    {
        this.connection = connection;
        this.log = log;
    }

    /// <summary>Those of them that are there and free.</summary>
    public async Task<string[]> FindAsync(IReadOnlyCollection<string> made, CancellationToken cancellation)
    {
        if (made.Count == 0)
        {
            return [];
        }

        return
        [
            .. (await ListAsync(cancellation).ConfigureAwait(false))
                .Where(p => made.Contains(p.Text("name")) && p.Whole("tenant_id") is null or 0 or -1)
                .Select(p => p.Text("name")),
        ];
    }

    /// <summary>Sent once. The agent itself refuses one that is in use.</summary>
    public Task<PlainChange> RemoveAsync(string name, CancellationToken cancellation) => new ChangeSender(connection, log).SendAsync(
        new Change<PlainChange>(
            ApiRequest.Change(HttpMethod.Delete, "/api/v1/resource-pool/" + Uri.EscapeDataString(name)), $"resource pool '{name}' was removed", ChangeSubject.ResourcePool(), PlainChange.ReadAsync)
        {
            Looking = "Listing the resource pools",
            Look = async (sent, stop) => (await ListAsync(stop).ConfigureAwait(false)).Exists(p => p.Text("name") == name)
                ? Sighting<PlainChange>.NotDone("It is still there.")
                : Sighting<PlainChange>.Done(new PlainChange(sent.Agent, sent.TraceId, answerLost: true)),
        },
        cancellation);

    private async Task<List<PlainFields>> ListAsync(CancellationToken cancellation)
    {
        Answer answer = await connection.ReadAsync(ApiRequest.Get("/api/v1/resource-pools"), log, cancellation).ConfigureAwait(false);
        return [.. new PlainFields(AnswerData.Read(answer, PlainJson.Default.DictionaryStringObject)).List("contents") ?? []];
    }
}
