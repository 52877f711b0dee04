using System.Net.Http;
using Obshell.Client.Changes;
using Obshell.Client.Connection;
using Obshell.Client.Http;
using Obshell.Client.Json;

namespace Obshell.Client.Units;

/// <summary>The resource pools of the cluster (PROTOCOL 6.1).</summary>
public sealed class ResourcePoolApi
{
    private readonly ApiCaller caller;

    internal ResourcePoolApi(ApiCaller caller) => this.caller = caller;

    /// <summary>All pools.</summary>
    /// <param name="cancellation">Stops reading.</param>
    public async Task<ResourcePool[]> ReadAsync(CancellationToken cancellation = default) => [.. (await ListAsync(cancellation).ConfigureAwait(false)).Select(p => new ResourcePool
    {
        Name = p.Text("name"),
        Zones = p.Text("zone_list").Split([';'], StringSplitOptions.RemoveEmptyEntries),
        UnitNum = (int)(p.Whole("unit_num") ?? 0),
        UnitConfigId = p.Whole("unit_config_id") ?? 0,
        TenantId = p.Whole("tenant_id") ?? 0,
    })];

    /// <summary>Finds the pools with the given names that exist and have no tenant.</summary>
    /// <param name="names">The names; when there are none, nothing is sent.</param>
    /// <param name="cancellation">Stops reading.</param>
    public async Task<string[]> FindFreeAsync(IReadOnlyCollection<string> names, CancellationToken cancellation = default) =>
        names.Count == 0 ? [] : [.. (await ListFreeAsync(cancellation).ConfigureAwait(false)).Where(names.Contains)];

    /// <summary>The names of the pools without a tenant.</summary>
    /// <param name="cancellation">Stops reading.</param>
    /// <exception cref="ObshellException">The pools could not be read.</exception>
    public async Task<string[]> ListFreeAsync(CancellationToken cancellation = default) =>
        [.. (await ListAsync(cancellation).ConfigureAwait(false)).Where(p => p.Whole("tenant_id") is null or 0 or -1).Select(p => p.Text("name"))];

    /// <summary>Removes a pool. The request is sent once; the agent itself refuses to remove a pool that is in use.</summary>
    /// <exception cref="ObshellApiException">The agent refused the request.</exception>
    /// <exception cref="ChangeUnknownException">The pool may or may not have been removed.</exception>
    public Task<PlainChange> RemoveAsync(string name, CancellationToken cancellation = default) => new ChangeSender(caller.Connection, caller.Log).SendAsync(
        new Change<PlainChange>(
            ApiRequest.Change(HttpMethod.Delete, "/api/v1/resource-pool/" + Uri.EscapeDataString(name)), ChangeTexts.FormatUnknownPoolRemoval(name), ChangeSubject.ResourcePool(), PlainChange.ReadAsync)
        {
            LookFailed = ChangeTexts.FormatLookPoolsFailed,
            Look = async (sent, stop) => (await ListAsync(stop).ConfigureAwait(false)).Exists(p => p.Text("name") == name)
                ? ChangeLookup<PlainChange>.NotDone(ChangeTexts.PoolStillExists)
                : ChangeLookup<PlainChange>.Done(new PlainChange(sent.Agent, sent.TraceId, answerLost: true)),
        },
        cancellation);

    private async Task<List<PlainFields>> ListAsync(CancellationToken cancellation)
    {
        Answer answer = await caller.ReadAsync(ApiRequest.Get("/api/v1/resource-pools"), cancellation).ConfigureAwait(false);
        return [.. new PlainFields(AnswerData.Read(answer, PlainJson.Default.DictionaryStringObject)).List("contents") ?? []];
    }
}
