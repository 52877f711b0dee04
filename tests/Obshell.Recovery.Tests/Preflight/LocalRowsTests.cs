using System;
using System.Linq;
using System.Net.Http;
using System.Text;
using System.Text.Json.Nodes;
using System.Threading;
using System.Threading.Tasks;
using Obshell.Client;
using Obshell.Client.Http;
using Obshell.Client.Tests.Time;
using Obshell.Recovery.Preflight;
using Obshell.Simulator;
using Xunit;

namespace Obshell.Recovery.Tests.Preflight;

/// <summary>
/// The rows of PROTOCOL 4.3 that a start refuses before it sends anything: the preflight names the errCode with which an
/// agent refuses the same request when it is still sent. (Row 6, which needs a cmdlet to be broken: TestObTenantRestoreRowTests.)
/// </summary>
[Trait("Topic", "Preflight")]
public sealed class LocalRowsTests
{
    [Fact]
    public Task Row_2_sys() => AgreeAsync("name");

    [Fact]
    public Task Row_5_empty_zone_list() => AgreeAsync("zones");

    [Fact]
    public Task Row_7_score() => AgreeAsync("score");

    [Fact]
    public Task Row_8_repeated_zone() => AgreeAsync("repeated");

    [Fact]
    public Task Row_8_unit_config_name_empty() => AgreeAsync("unit");

    [Fact]
    public Task Row_8_replica_type() => AgreeAsync("replica");

    [Fact]
    public Task Row_8_unit_number_not_positive() => AgreeAsync("num");

    [Fact]
    public Task Row_8_unit_number_differs() => AgreeAsync("nums");

    [Fact]
    public Task Row_10_no_FULL_replica() => AgreeAsync("full");

    [Fact]
    public Task Row_11_primary_zone_not_in_the_list() => AgreeAsync("primary");

    [Fact]
    public Task Row_11_primary_zone_twice() => AgreeAsync("primary twice");

    [Fact]
    public Task Binding_no_data_URI() => AgreeAsync("uri");

    private static async Task AgreeAsync(string change)
    {
        await using VirtualCluster cluster = await VirtualCluster.StartAsync();
        cluster.Cluster.AddZone(new Zone { Name = "zone2", Servers = [new Server(), new Server()] });
        TenantRestoreRequest request = VirtualCluster.Request("rt2");
        Spoil(request, change);

        PreflightReport report = await new PreflightRun(cluster.Client).TestAsync(request, null, default);

        PreflightFinding finding = Assert.Single(report.Findings, f => f.Verdict == PreflightVerdict.Failed && f.AgentWouldAnswer.Length > 0);
        Assert.Equal(PreflightOutcome.NotReady, report.Verdict);
        Assert.NotEmpty(finding.Advice);
        await Assert.ThrowsAsync<ObshellInputException>(() => cluster.Client.Restores.StartAsync(request));
        Assert.Equal(await RefusalAsync(cluster, request, change), finding.AgentWouldAnswer);
        Assert.Empty(cluster.Cluster.Dags);
    }

    private static void Spoil(TenantRestoreRequest request, string change)
    {
        ZoneParam[] zones = [.. request.ZoneList];
        switch (change)
        {
            case "name":
                request.RestoreTenantName = "sys";
                break;
            case "zones":
                request.ZoneList = [];
                break;
            case "score":
                request.HaHighThreadScore = 101;
                break;
            case "repeated":
                request.ZoneList = [zones[0], zones[1], zones[0]];
                break;
            case "unit":
                zones[0].UnitConfigName = "";
                break;
            case "replica":
                zones[1].ReplicaType = (ReplicaType)9;
                break;
            case "num":
                Array.ForEach(zones, z => z.UnitNum = 0);
                request.ZoneList = [zones[0]];
                break;
            case "nums":
                request.ZoneList = [zones[0], new ZoneParam("zone2", "s1", 2)];
                break;
            case "full":
                Array.ForEach(zones, z => z.ReplicaType = ReplicaType.READONLY);
                break;
            case "primary":
                request.PrimaryZone = "zone9";
                break;
            case "primary twice":
                request.PrimaryZone = "zone1;zone1";
                break;
            default:
                request.DataBackupUri = null;
                break;
        }
    }

    private static Task<string> RefusalAsync(VirtualCluster cluster, TenantRestoreRequest request, string change)
    {
        JsonObject body = Body(request);
        if (change == "replica")
        {
            body["zone_list"]![1]!["replica_type"] = "LOGONLY";
        }

        return SendAsync(cluster, body);
    }

    /// <summary>Written here and not by the product, which refuses to.</summary>
    private static JsonObject Body(TenantRestoreRequest request) => new()
    {
        ["data_backup_uri"] = request.DataBackupUri?.Reveal() ?? "",
        ["restore_tenant_name"] = request.RestoreTenantName,
        ["ha_high_thread_score"] = request.HaHighThreadScore,
        ["primary_zone"] = request.PrimaryZone,
        ["zone_list"] = new JsonArray([.. request.ZoneList.Select(z => new JsonObject
        {
            ["name"] = z.Name,
            ["replica_type"] = z.ReplicaType.ToString(),
            ["unit_config_name"] = z.UnitConfigName,
            ["unit_num"] = z.UnitNum,
        })]),
    };

    private static async Task<string> SendAsync(VirtualCluster cluster, JsonObject body)
    {
        var request = ApiRequest.Change(HttpMethod.Post, "/api/v1/tenant/restore", Encoding.UTF8.GetBytes(body.ToJsonString()));
        return (await Assert.ThrowsAsync<ObshellApiException>(() => cluster.Connection.ChangeAsync(request, null, CancellationToken.None))).ErrorCode;
    }
}
