using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using Obshell.Simulator;
using ObshellPS.Tests.Hosting;
using Xunit;

namespace ObshellPS.Tests.Cmdlets.WaitObDag;

/// <summary>
/// Promise 9: a wait causes little work for the agent. Most of this work is the decryption of each request with the private key.
/// </summary>
[Trait("Promise", "9")]
[Trait("Topic", "Waiting")]
public sealed class WaitObDagFrugalityTests : CmdletTest
{
    private IEnumerable<string> Paths => Requests.Select(r => r.PathAndQuery);

    [Fact]
    public void Promise_9_a_wait_for_several_DAGs_reads_one_list_each_round_and_each_ended_DAG_once()
    {
        Session.InvokeWithInput("$dags = $input | Start-ObTenantRestore", Enumerable.Range(1, 9).Select(i => ConnectedSession.Good("a" + i))).ThrowIfFailed();
        Room.AdvanceAtEachLook(4);
        Cluster.Requests.Clear();

        SessionResult result = Run("$dags | Wait-ObDag").ThrowIfFailed();

        // The first read is already the list, because the cmdlet first collects all DAGs of the pipeline.
        Assert.Equal("/api/v1/task/dag/ob/unfinish?show_details=false", Paths.First());
        Assert.Equal(9, result.Output.Count);
        Assert.All(result.Output, d => Assert.Equal("Restored", ((dynamic)d).Verdict.ToString()));
        Assert.True(Paths.Count(p => p == "/api/v1/task/dag/ob/unfinish?show_details=false") >= 3);
        Assert.Equal(9, Paths.Count(p => p.StartsWith("/api/v1/task/dag/1", StringComparison.Ordinal)));
        Assert.Equal(9, Paths.Count(p => p.StartsWith("/api/v1/task/dag/1", StringComparison.Ordinal) && p.EndsWith("?show_details=true", StringComparison.Ordinal)));
        Assert.InRange(Paths.Count(p => p.Contains("/restore/", StringComparison.Ordinal)), 1, 1);
        Assert.Empty(Room.Changes);
    }

    [Fact]
    [Trait("Trap", "35")]
    public void Promise_9_a_single_DAG_is_polled_without_details_and_read_once_with_details()
    {
        Room.Start();
        Room.AdvanceAtEachLook(3);
        Cluster.Requests.Clear();

        Run("Wait-ObDag 11").Single();

        Assert.True(Paths.Count(p => p == "/api/v1/task/dag/11?show_details=false") >= 3);
        Assert.Single(Paths, p => p == "/api/v1/task/dag/11?show_details=true");
        Assert.InRange(Paths.Count(p => p == "/api/v1/tenant/rt2/restore/overview"), 1, 2);
    }

    [Fact]
    public void Promise_9_headers_of_reads_have_no_Keys_and_the_smallest_number_of_RSA_blocks()
    {
        Room.Start();
        Room.AdvanceAtEachLook(3);

        Run("Wait-ObDag 11").Single();

        foreach (RecordedRequest request in Requests)
        {
            JsonNode header = JsonNode.Parse(request.HeaderJson!)!;
            Assert.Equal(request.Method != "GET", header["Keys"] is not null);
            Assert.Equal((System.Text.Encoding.UTF8.GetByteCount(request.HeaderJson!) + 116) / 117, request.RsaBlocks);
            Assert.Equal(request.Method == "GET" ? 0 : 1, Math.Sign(request.WireBodyLength));
        }
    }

    [Fact]
    public void Promise_9_the_header_of_a_poll_is_encrypted_once()
    {
        Room.Start();
        Room.AdvanceAtEachLook(3);

        Run("Wait-ObDag 11").Single();

        string?[] headers = [.. Requests.Where(r => r.PathAndQuery == "/api/v1/task/dag/11?show_details=false").Select(r => r.HeaderValue)];
        Assert.True(headers.Length >= 3);
        Assert.Single(headers.Distinct());
    }

    [Fact]
    public void Promise_9_a_whole_restore_uses_one_connection()
    {
        Room.AdvanceAtEachLook(3);

        Run("Start-ObTenantRestore @good | Wait-ObDag").Single();

        Assert.Single(Requests.Select(r => r.ConnectionId).Distinct());
    }

    [Fact]
    public void Promise_9_a_start_costs_one_small_read_and_the_POST_if_the_cluster_has_DAGs()
    {
        Room.Start("a1");
        Cluster.Requests.Clear();

        Room.Start("a2");

        Assert.Equal(["/api/v1/task/dag/maintain/ob?show_details=false", "/api/v1/tenant/restore"], Paths);
    }
}
