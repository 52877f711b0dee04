using Obshell.Client.Dags;
using Obshell.Client.Http;
using Obshell.Client.Json;

namespace Obshell.Client.Naming;

/// <summary>
/// Reads names for completion while the user types. A read is sent at most once to each agent, with a short time limit: when the user has
/// already typed the next character, the answer is useless.
/// </summary>
public sealed class NameApi
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    private readonly ObConnection connection;

    internal NameApi(ObConnection connection) => this.connection = connection;

    /// <summary>Names of the zones; empty while the agent's OceanBase server is down.</summary>
    public async Task<string[]> ReadZonesAsync(CancellationToken cancellation = default)
    {
        NamedZones cluster = AnswerData.Read(await AskAsync("/api/v1/obcluster/info", cancellation).ConfigureAwait(false), NameJson.Default.NamedZones);
        return [.. (cluster.Zones ?? []).Select(z => z?.Name).OfType<string>()];
    }

    /// <summary>Names of the unit configs.</summary>
    public async Task<string[]> ReadUnitConfigsAsync(CancellationToken cancellation = default) =>
        [.. (await ReadItemsAsync("/api/v1/units/config", cancellation).ConfigureAwait(false)).Select(i => i.Name).OfType<string>()];

    /// <summary>Names of the tenants.</summary>
    public async Task<string[]> ReadTenantsAsync(CancellationToken cancellation = default) =>
        [.. (await ReadItemsAsync("/api/v1/tenants/overview", cancellation).ConfigureAwait(false)).Select(i => i.TenantName).OfType<string>()];

    /// <summary>The cluster's DAGs without details, newest first.</summary>
    public async Task<AgentDag[]> ReadDagsAsync(CancellationToken cancellation = default)
    {
        Answer answer = await AskAsync("/api/v1/task/dags/ob?show_details=false", cancellation).ConfigureAwait(false);
        return [.. AnswerData.ReadContents(answer, DagJson.Default.ContentsAgentDag).OrderByDescending(d => d.DagId)];
    }

    private async Task<NamedItem[]> ReadItemsAsync(string path, CancellationToken cancellation) =>
        AnswerData.ReadContents(await AskAsync(path, cancellation).ConfigureAwait(false), NameJson.Default.ContentsNamedItem);

    private Task<Answer> AskAsync(string path, CancellationToken cancellation) =>
        connection.ReadOnceAsync(ApiRequest.Get(path, Limit), log: null, cancellation);
}
