using System;
using System.Collections;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using Obshell.Simulator;
using ObshellPS.Tests.Hosting;
using ObshellPS.Tests.Stages;
using Xunit;

namespace ObshellPS.Tests.Cmdlets.InvokeObRestoreDrill;

/// <summary>It cleans up only what it made: no tenant of anybody else is ever dropped, whatever happens under its name.</summary>
[Trait("Topic", "Drills")]
public sealed class InvokeObRestoreDrillOwnershipTests : DrillTest
{
    [Fact]
    public void A_tenant_that_is_there_before_is_neither_restored_into_nor_dropped()
    {
        // As soon as the question has named it.
        Host.Says = "&Yes";
        Add("GET", "/api/v1/task/dag/ob/unfinish", () => Cluster.AddTenant(new Tenant { Name = Regex.Match(Host.Screen, "drill_prod_\\w+").Value }));

        SessionResult run = Drill("-Confirm", Source("prod"));

        Assert.Equal(("Skipped", "TenantTaken", "NothingMade"), Ended(run));
        Assert.Empty(Restored);
        Assert.Empty(Dropped);
    }

    [Fact]
    public void One_that_comes_between_the_preflight_and_the_start_is_refused_by_the_agent()
    {
        Add("POST", ConnectedSession.RestorePath, () => Cluster.AddTenant(new Tenant { Name = Begun }));

        SessionResult run = Drill("-HistoryPath $history", Source("prod"));

        Assert.Equal(("Skipped", "OB.Tenant.Existed", "NothingMade"), Ended(run));
        Assert.Empty(Dropped);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void One_that_another_user_has_made_again_under_the_name_is_left_alone(bool byTheAgent)
    {
        Session.SetVariable("sources", new[] { Source("prod") });
        Session.SetVariable("remake", (Action)(() =>
        {
            Cluster.RemoveTenant(Begun);
            Cluster.AddTenant(new Tenant { Name = Begun, Id = 5002 });
            if (byTheAgent)
            {
                Cluster.StartRigidTask("Create tenant " + Begun, Begun, TimeSpan.FromSeconds(1));
            }
        }));

        SessionResult run = Run("$sources | Invoke-ObRestoreDrill -ZoneList zone1:s1:1 -HistoryPath $history -Verify { $remake.Invoke(); $true }");

        dynamic result = Assert.Single(run.Output);
        Assert.Equal("LeftBehind", result.Cleanup.ToString());
        Assert.Contains("was not changed", (string)result.CleanupText, StringComparison.Ordinal);
        Assert.Empty(Dropped);
        Assert.Equal(["sys", Begun], Cluster.Tenants.Select(t => t.Name));
    }

    [Fact]
    public void One_that_is_too_slow_and_foreign_by_now_is_not_rolled_back()
    {
        var slow = new RestoreBehaviour { Duration = TimeSpan.FromHours(30) };
        bool done = false;
        Cluster.Faults.Add(new Fault
        {
            Kind = FaultKind.Custom,
            Method = "GET",
            PathPrefix = "/api/v1/tenant/drill_prod",
            Times = int.MaxValue,
            Custom = c =>
            {
                if (!done && !c.Request.Path.Value!.Contains("overview", StringComparison.Ordinal))
                {
                    done = true;
                    Cluster.SetBehaviour(Begun, new RestoreBehaviour { Duration = TimeSpan.Zero });
                    Cluster.Clock.Advance(TimeSpan.FromSeconds(1));
                    Cluster.RemoveTenant(Begun);
                    Cluster.AddTenant(new Tenant { Name = Begun, Id = 5002 });
                }

                return Task.FromResult(false);
            },
        });

        SessionResult run = Drill("-HistoryPath $history -MaxDuration '1 s'", Source("prod", slow));

        Assert.Equal("LeftBehind", Ended(run).Cleanup);
        Assert.Empty(Dropped);
    }

    /// <summary>One source, one minute, one pattern: another session, on another machine perhaps, drills it while the first is at it.</summary>
    [Theory]
    [InlineData("")]
    [InlineData("-NamePattern 'drill_{source}'")]
    public void A_drill_of_another_session_in_the_same_minute_has_a_name_of_its_own(string pattern)
    {
        Hashtable source = Source("prod");
        using var other = new HostedSession();
        other.Connect(Cluster, ConnectedSession.RootPassword);
        SessionResult? second = null;
        Add("POST", ConnectedSession.RestorePath, () => second = other.Invoke($"$args[0] | {Checked} -HistoryPath $args[1] {pattern}", source, History + ".other"));

        SessionResult first = Drill(pattern, source);

        Assert.Equal([("Passed", "", "Dropped"), ("Passed", "", "Dropped")], new[] { first, second! }.Select(Ended));
        Assert.Equal(2, Restored.Distinct().Count());
        Assert.Equal(Restored.Order(), Dropped.Order());
    }

    private static (string Verdict, string Reason, string Cleanup) Ended(SessionResult run)
    {
        dynamic result = Assert.Single(run.Output);
        return (result.Verdict.ToString(), (string)result.ReasonId, result.Cleanup.ToString());
    }

    /// <summary>Once, just before an agent works on such a request.</summary>
    private void Add(string method, string path, Action what) => Cluster.Faults.Add(new Fault
    {
        Kind = FaultKind.Custom,
        Method = method,
        PathPrefix = path,
        Times = 1,
        Custom = _ =>
        {
            what();
            return Task.FromResult(false);
        },
    });
}
