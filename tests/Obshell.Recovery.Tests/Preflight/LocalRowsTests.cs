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
/// The rows of PROTOCOL 4.3 that a start refuses before it sends anything. The preflight shows the errCode with which an agent would refuse
/// the same request. (Row 6 needs a cmdlet: see TestObTenantRestoreRowTests.)
/// </summary>
[Trait("Topic", "Preflight")]
public sealed class LocalRowsTests
{
    [Fact]
    public Task The_preflight_predicts_row_2_of_Protocol_4_3_for_the_tenant_sys() => AgreeAsync("name");

    [Fact]
    public Task The_preflight_predicts_row_5_of_Protocol_4_3_for_an_empty_zone_list() => AgreeAsync("zones");

    [Fact]
    public Task The_preflight_predicts_row_7_of_Protocol_4_3_for_an_invalid_thread_score() => AgreeAsync("score");

    [Fact]
    public Task The_preflight_predicts_row_8_of_Protocol_4_3_for_a_repeated_zone() => AgreeAsync("repeated");

    [Fact]
    public Task The_preflight_predicts_row_8_of_Protocol_4_3_for_an_empty_unit_config_name() => AgreeAsync("unit");

    [Fact]
    public Task The_preflight_predicts_row_8_of_Protocol_4_3_for_an_invalid_replica_type() => AgreeAsync("replica");

    [Fact]
    public Task The_preflight_predicts_row_8_of_Protocol_4_3_for_a_unit_number_that_is_not_positive() => AgreeAsync("num");

    [Fact]
    public Task The_preflight_predicts_row_8_of_Protocol_4_3_for_different_unit_numbers() => AgreeAsync("nums");

    [Fact]
    public Task The_preflight_predicts_row_10_of_Protocol_4_3_for_a_request_without_a_FULL_replica() => AgreeAsync("full");

    [Fact]
    public Task The_preflight_predicts_row_11_of_Protocol_4_3_for_a_primary_zone_that_is_not_in_the_list() => AgreeAsync("primary");

    [Fact]
    public Task The_preflight_predicts_row_11_of_Protocol_4_3_for_a_repeated_primary_zone() => AgreeAsync("primary twice");

    [Fact]
    public Task The_preflight_predicts_the_refusal_of_a_request_without_a_data_URI() => AgreeAsync("uri");

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

    /// <summary>The test writes the body itself, because the module refuses an invalid request.</summary>
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
