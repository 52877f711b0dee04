using Obshell.Client.Connection;
using Obshell.Client.Http;
using Obshell.Client.Json;

namespace Obshell.Client.Topology;

/// <summary>
/// Reads <c>GET /api/v1/obcluster/info</c> (PROTOCOL 6.2). A missing member is not an error, because the answer is large and differs
/// between versions.
/// </summary>
public sealed class TopologyApi
{
    private readonly ApiCaller caller;

    internal TopologyApi(ApiCaller caller) => this.caller = caller;

    /// <summary>Reads the zones of the cluster with their servers and the servers' free resources.</summary>
    /// <exception cref="ObshellProtocolException">
    /// The answer contains no zones. An agent sends an answer without zones when its OceanBase server is down.
    /// </exception>
    public async Task<ObZone[]> ReadZonesAsync(CancellationToken cancellation = default)
    {
        Answer answer = await caller.ReadAsync(ApiRequest.Get("/api/v1/obcluster/info"), cancellation).ConfigureAwait(false);
        var cluster = new PlainFields(AnswerData.Read(answer, PlainJson.Default.DictionaryStringObject));
        IReadOnlyList<PlainFields>? zones = cluster.List("zones");
        if (zones is null || zones.Count == 0)
        {
            throw new ObshellProtocolException(
                "ZonesUnknown",
                AgentTexts.FormatZonesUnknown(answer.Agent, TextFault.Quote(caller.Connection.Redactor.Clean(cluster.Text("status")))),
                answer.HttpStatus, answer.Agent)
            { TraceId = answer.TraceId };
        }

        return [.. zones.Select(Zone)];
    }

    private static ObZone Zone(PlainFields zone)
    {
        string name = zone.Text("name");
        IReadOnlyList<PlainFields>? servers = zone.List("servers");
        return new ObZone
        {
            Name = name,
            Region = zone.Text("region_name"),
            Idc = zone.Text("idc_name"),
            Status = zone.Text("status"),
            ServerCount = servers?.Count,
            Servers = servers is null ? [] : [.. servers.Select(s => Server(s, name))],
        };
    }

    private static ObServer Server(PlainFields server, string zone)
    {
        PlainFields stats = server.Object("stats");
        return new ObServer
        {
            Ip = server.Text("ip"),
            SvrPort = Port(server, "svr_port"),
            SqlPort = Port(server, "sql_port"),
            ObshellPort = Port(server, "obshell_port"),
            Zone = zone,
            Status = server.Text("status"),
            Version = server.Text("version"),
            WithRootserver = server.Flag("with_rootserver"),
            CpuTotal = stats.Number("cpu_core_total"),
            CpuAssigned = stats.Number("cpu_core_assigned"),
            MemoryTotal = stats.Whole("memory_in_bytes_total"),
            MemoryAssigned = stats.Whole("memory_in_bytes_assigned"),
            DiskTotal = stats.Whole("disk_in_bytes_total"),
            DiskAssigned = stats.Whole("disk_in_bytes_assigned"),
        };
    }

    private static int Port(PlainFields server, string key) => server.Whole(key) is { } port and >= 0 and <= 65535 ? (int)port : 0;
}
