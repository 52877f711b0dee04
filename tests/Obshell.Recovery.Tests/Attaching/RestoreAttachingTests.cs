using System;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;
using Obshell.Client;
using Obshell.Client.Tests.Time;
using Obshell.Recovery.Attaching;
using Obshell.Simulator;
using ObshellPS.Tests.Calendar;
using Xunit;

namespace Obshell.Recovery.Tests.Attaching;

/// <summary>An existing restore is used only if its source and its point are known to be the requested ones (trap 39).</summary>
[Trait("Promise", "5")]
[Trait("Trap", "39")]
[Trait("Category", TestCalendar.Category)]
[Trait("Topic", "Attaching")]
public sealed class RestoreAttachingTests
{
    private const string Jobs = "/api/v1/restore/tasks";
    private const long Scn = 1_795_132_800_000_000_000;

    private static readonly RestoreBehaviour Slow = new() { Duration = TimeSpan.FromHours(1) };

    [Fact]
    public async Task The_module_waits_until_the_job_of_a_new_restore_shows_its_source_and_point()
    {
        await using VirtualCluster cluster = await StartedAsync(Scn, Slow);

        AttachedRestore start = await AttachAsync(cluster, Scn);

        Assert.Equal("", start.Doubt);
        Assert.InRange(cluster.Time.Elapsed.TotalSeconds, 1, 30);
        Assert.Equal(1, cluster.Cluster.Sql.Count(s => s.Contains("ALTER SYSTEM RESTORE", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(null, Scn)]
    [InlineData(Scn - 1, Scn)]
    public async Task A_requested_point_that_differs_from_the_jobs_point_is_refused_from_the_beginning(long? there, long? asked)
    {
        await using VirtualCluster cluster = await StartedAsync(there, Slow);

        await Assert.ThrowsAsync<ExistingRestoreDiffersException>(() => AttachAsync(cluster, asked));
        cluster.Cluster.Clock.Advance(TimeSpan.FromSeconds(30));
        await Assert.ThrowsAsync<ExistingRestoreDiffersException>(() => AttachAsync(cluster, asked));
        cluster.Cluster.Clock.Advance(TimeSpan.FromHours(2));
        var error = await Assert.ThrowsAsync<ExistingRestoreDiffersException>(() => AttachAsync(cluster, asked));

        Assert.Contains(there is null ? "does not report the point in time of this restore" : "(SCN 1795132799999999999)", error.Message, StringComparison.Ordinal);
        Assert.Single(cluster.Cluster.Dags);
    }

    [Fact]
    public async Task Without_a_point_the_existing_restore_is_used_with_a_note_about_the_unknown_point()
    {
        await using VirtualCluster cluster = await StartedAsync(null, Slow);

        Assert.Contains("The newest point was requested", (await AttachAsync(cluster, null)).Doubt, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_point_an_existing_job_with_an_SCN_is_used_and_the_note_has_the_SCN()
    {
        await using VirtualCluster cluster = await StartedAsync(Scn, Slow);

        Assert.Contains($"(SCN {Scn})", (await AttachAsync(cluster, null)).Doubt, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_point_a_restore_whose_log_shows_a_point_is_another_restore()
    {
        await using VirtualCluster cluster = await StartedAsync(Scn, Slow, obAdmin: true);

        var error = await Assert.ThrowsAsync<ExistingRestoreDiffersException>(() => AttachAsync(cluster, null));

        Assert.Contains($"started for the point 2026-11-20T00:00:00.000000000Z (SCN {Scn})", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task If_no_job_appears_within_a_minute_the_restore_is_not_used()
    {
        await using VirtualCluster cluster = await StartedAsync(Scn, Slow);
        cluster.Cluster.Faults.Add(new Fault { Kind = FaultKind.NullContents, PathPrefix = Jobs, Times = int.MaxValue });
        cluster.Cluster.Requests.Clear();

        var error = await Assert.ThrowsAsync<ExistingRestoreDiffersException>(() => AttachAsync(cluster, Scn));

        Assert.Contains("shows no job of this restore, and does not report its data backup, log archive and point in time", error.Message, StringComparison.Ordinal);
        Assert.InRange(cluster.Time.Elapsed.TotalSeconds, 60, 75);
        Assert.InRange(cluster.Cluster.Requests.Count(r => r.PathAndQuery == Jobs), 5, 20);
    }

    [Fact]
    public async Task If_the_agent_has_no_list_of_jobs_the_restore_is_not_used_and_there_is_no_wait()
    {
        await using VirtualCluster cluster = await StartedAsync(Scn, Slow);
        cluster.Cluster.Faults.Add(new Fault { Kind = FaultKind.Custom, PathPrefix = Jobs, Times = int.MaxValue, Custom = NotFoundAsync });

        await Assert.ThrowsAsync<ExistingRestoreDiffersException>(() => AttachAsync(cluster, Scn));

        Assert.Equal(0, cluster.Time.Elapsed.TotalSeconds);
    }

    [Fact]
    public async Task Failures_during_the_wait_for_the_job_are_retried()
    {
        await using VirtualCluster cluster = await StartedAsync(Scn, Slow);
        cluster.Cluster.Faults.Add(new Fault { Kind = FaultKind.NotJson, PathPrefix = Jobs, Times = 3 });

        Assert.Equal("", (await AttachAsync(cluster, Scn)).Doubt);
    }

    [Fact]
    public async Task A_restore_that_is_rolled_back_during_the_wait_is_not_used()
    {
        await using VirtualCluster cluster = await StartedAsync(Scn, new RestoreBehaviour { SqlError = "Error 9040 (HY000): No enough log for restore" });

        Assert.Equal("OB.Tenant.UnderMaintenance", (await Assert.ThrowsAnyAsync<ObshellApiException>(() => AttachAsync(cluster, Scn))).ErrorCode);
    }

    private static async Task<VirtualCluster> StartedAsync(long? scn, RestoreBehaviour behaviour, bool obAdmin = false)
    {
        VirtualCluster cluster = await VirtualCluster.StartAsync();
        cluster.Cluster.Agents[0].ObAdminPresent = obAdmin;
        cluster.Cluster.SetBehaviour("rt2", behaviour);
        await cluster.Client.Restores.StartAsync(Request(scn));
        return cluster;
    }

    private static async Task<AttachedRestore> AttachAsync(VirtualCluster cluster, long? scn) =>
        Assert.IsType<AttachedRestore>(await new RestoreAttaching(cluster.Client).StartAsync(Request(scn), null, CancellationToken.None));

    private static TenantRestoreRequest Request(long? scn)
    {
        TenantRestoreRequest request = VirtualCluster.Request("rt2");
        request.Until = scn is { } point ? RestorePoint.FromScn(point) : null;
        return request;
    }

    private static async Task<bool> NotFoundAsync(HttpContext context)
    {
        context.Response.StatusCode = 404;
        context.Response.ContentType = "application/json";
        await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes("""{"successful":false,"status":404,"traceId":"t","error":{"errCode":"Common.NotFound","message":"404 not found"}}"""));
        return true;
    }
}
