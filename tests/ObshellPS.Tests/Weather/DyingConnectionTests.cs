using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using Obshell.Simulator;
using ObshellPS.Tests.Hosting;
using Xunit;

namespace ObshellPS.Tests.Weather;

/// <summary>
/// Promise 5 for a connection that breaks at each point around the POST that starts a restore. The user gets the DAG, or the error for an
/// unknown outcome with the command to check it. The POST is never sent again. At each point the connection is reset in one test and closed
/// normally in another, because some HTTP libraries resend requests after a normal close.
/// </summary>
[Trait("Category", "Reliability")]
[Trait("Promise", "5")]
[Trait("Category", "Slow")]
[Trait("Topic", "Weather")]
public sealed class DyingConnectionTests : IClassFixture<DyingConnectionTests.Deaths>
{
    private readonly Deaths deaths;

    public DyingConnectionTests(Deaths deaths) => this.deaths = deaths;

    public static TheoryData<string, bool> BeforeTheAgentHadIt { get; } = Both(
        nameof(WeatherKind.BreakNextConnection), nameof(WeatherKind.BreakInRequestHead), nameof(WeatherKind.BreakInRequestBody), nameof(WeatherKind.BreakBeforeExecution));

    public static TheoryData<string, bool> AfterTheAgentHadIt { get; } = Both(
        nameof(WeatherKind.BreakAfterExecution), nameof(WeatherKind.BreakInAnswerHead), nameof(WeatherKind.BreakInAnswerBody));

    [Theory]
    [MemberData(nameof(BeforeTheAgentHadIt))]
    public void Promise_5_if_the_POST_may_have_arrived_the_error_says_unknown_and_what_to_do(string point, bool gently)
    {
        Scene scene = deaths.At(point, gently);

        ErrorRecord error = scene.Result.Error("RestoreStartUnknown");
        Assert.Contains("Do not start the restore again before you know", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Empty(scene.Result.Output);
        Assert.Empty(scene.Look!.Output);
        scene.Look.Error("DagNotFound");
        Assert.Empty(scene.Statements);
        Assert.InRange(Posts(scene), 0, 1);
    }

    [Theory]
    [MemberData(nameof(AfterTheAgentHadIt))]
    public void Promise_5_if_the_agent_started_the_restore_its_DAG_is_found_and_returned(string point, bool gently)
    {
        Scene scene = deaths.At(point, gently);

        Assert.Equal("11", ((dynamic)scene.Result.Single()).Id);
        Assert.Contains("answer was lost", Assert.Single(scene.Result.Warnings), StringComparison.Ordinal);
        Assert.Single(scene.Statements);
        Assert.Equal(1, Posts(scene));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Promise_5_after_a_refused_connection_it_is_certain_that_nothing_was_sent(bool gently)
    {
        Scene scene = deaths.At(nameof(WeatherKind.RefuseNextConnection), gently);

        scene.Result.Error("AgentUnreachable");
        Assert.Empty(scene.Result.Audit);
        Assert.Empty(scene.Statements);
        Assert.Equal(0, Posts(scene));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Promise_5_a_connection_that_breaks_after_the_answer_has_no_effect(bool gently)
    {
        Scene scene = deaths.At(nameof(WeatherKind.BreakAfterAnswer), gently);

        Assert.Equal("11", ((dynamic)scene.Result.Single()).Id);
        Assert.Single(scene.Statements);
        Assert.Equal(1, Posts(scene));
    }

    [Theory]
    [InlineData("Stop-ObTenantRestore rt2 -Confirm:$false", "DELETE /api/v1/tenant/rt2/restore ")]
    [InlineData("Stop-ObDag 11 -Confirm:$false", "POST /api/v1/task/dag/11 ")]
    [InlineData("Start-ObTenantBackup shop", "POST /api/v1/tenant/shop/backup ")]
    [InlineData("Stop-ObTenantBackup orders -Confirm:$false", "PATCH /api/v1/tenant/orders/backup ")]
    [InlineData("Set-ObTenantBackup shop -DataBackupUri file:///new -Confirm:$false", "PATCH /api/v1/tenant/shop/backup/config ")]
    [InlineData("Set-ObTenantBackup shop -Archive Off -Force", "PATCH /api/v1/tenant/shop/backup/log ")]
    [InlineData("Remove-ObTenant rt3 -Confirm:$false", "DELETE /api/v1/tenant/rt3 ")]
    [InlineData("Remove-ObUnitConfig u1 -Confirm:$false", "DELETE /api/v1/unit/config/u1 ")]
    [InlineData("Invoke-ObApi -Method DELETE /api/v1/unit/config/u1 -Confirm:$false", "DELETE /api/v1/unit/config/u1 ")]
    [InlineData("Invoke-ObApi -Method POST /api/v1/task/dag/11 -Confirm:$false", "POST /api/v1/task/dag/11 ")]
    public async Task Promise_5_changes_other_than_a_start_are_not_sent_again_after_a_normal_close(string script, string line)
    {
        await using SimulatedCluster cluster = await SimulatedCluster.StartAsync(new SimulatorOptions { RootPassword = ConnectedSession.RootPassword, ManualClock = true });
        cluster.AddTenant(new Tenant { Name = "rt3" });
        cluster.AddTenant(new Tenant { Name = "shop", Backup = TenantBackup.Below("file:///b/shop") });
        cluster.AddTenant(new Tenant { Name = "orders", Backup = TenantBackup.Below("file:///b/orders") });
        cluster.TenantBackups.SetBehaviour("orders", new BackupBehaviour { Duration = TimeSpan.FromHours(3) });
        cluster.TenantBackups.Start("orders");
        foreach (string looked in (string[])["/api/v1/tenant/shop/backup/log/tasks", script.Contains("shop", StringComparison.Ordinal) ? "/api/v1/task/dag/" : "-"])
        {
            cluster.Faults.Add(new Fault
            {
                Kind = FaultKind.Custom,
                PathPrefix = looked,
                Times = int.MaxValue,
                Custom = _ =>
                {
                    cluster.Clock.Advance(TimeSpan.FromSeconds(5));
                    return Task.FromResult(false);
                },
            });
        }

        await using var sky = new Sky(cluster, [new WeatherFault(WeatherKind.BreakAfterExecution) { Line = line, Gently = true, Times = 5 }]);
        await Lanes.BlockingAsync(() =>
        {
            using var session = new HostedSession();
            sky.Connect(session);
            session.Invoke("Start-ObTenantRestore @good").Single();
            sky.Begin();
            return session.Invoke(script);
        });

        Assert.Single(sky.Requests, r => r.StartsWith(line, StringComparison.Ordinal));
    }

    private static int Posts(Scene scene) => scene.Requests.Count(r => r.StartsWith(Sky.CreatingPost, StringComparison.Ordinal));

    private static TheoryData<string, bool> Both(params string[] points)
    {
        var data = new TheoryData<string, bool>();
        foreach (string point in points)
        {
            data.Add(point, true);
            data.Add(point, false);
        }

        return data;
    }

    /// <summary>
    /// All cases run in parallel before the tests check them, because the module searches for some seconds after each unknown outcome.
    /// </summary>
    public sealed class Deaths : IAsyncLifetime
    {
        private IReadOnlyCollection<Scene> scenes = [];

        internal Scene At(string point, bool gently) => scenes.Single(s => s.Fault.Kind.ToString() == point && s.Fault.Gently == gently);

        public async Task InitializeAsync()
        {
            WeatherFault[] faults =
            [
                .. from kind in Enumerable.Range((int)WeatherKind.RefuseNextConnection, WeatherKind.BreakAfterAnswer - WeatherKind.RefuseNextConnection + 1)
                   from gently in (bool[])[true, false]
                   select new WeatherFault((WeatherKind)kind)
                   {
                       // Faults of the connection itself are applied to the read just before the POST.
                       Line = (WeatherKind)kind < WeatherKind.BreakInRequestHead ? "GET /api/v1/task/dags/ob" : Sky.CreatingPost,
                       Gently = gently,
                       While = TimeSpan.FromMinutes(1),
                   },
            ];
            scenes = await Lanes.RunAsync(6, faults, StartAsync);
        }

        public Task DisposeAsync() => Task.CompletedTask;

        private static async Task<Scene> StartAsync(HostedSession session, WeatherFault fault)
        {
            await using SimulatedCluster cluster = await SimulatedCluster.StartAsync(new SimulatorOptions { RootPassword = ConnectedSession.RootPassword, ManualClock = true });
            await using var sky = new Sky(cluster, [fault]);
            (SessionResult result, SessionResult? look) = await Lanes.BlockingAsync(() =>
            {
                sky.Connect(session);
                sky.Begin();
                SessionResult start = session.Invoke("Start-ObTenantRestore @good");
                cluster.Clock.Advance(TimeSpan.FromMinutes(1));
                Match command = Regex.Match(start.AllErrors.Select(e => e.ErrorDetails.RecommendedAction).FirstOrDefault(""), @"Get-ObDag -TenantName \S+ -Last");
                return (start, command.Success ? session.Invoke(command.Value) : null);
            });
            return new Scene(fault, result)
            {
                Look = look,
                Requests = sky.Requests,
                Struck = sky.Struck,
                Dags = cluster.Dags,
                Statements = [.. cluster.Sql.Statements.Where(s => s.Contains("ALTER SYSTEM RESTORE ", StringComparison.Ordinal))],
            };
        }
    }
}
