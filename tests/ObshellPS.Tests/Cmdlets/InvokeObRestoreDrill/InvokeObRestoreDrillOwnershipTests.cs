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

/// <summary>
/// A drill removes only what it created. It never drops another user's tenant, even if that tenant has the name of the drill's tenant.
/// </summary>
[Trait("Topic", "Drills")]
public sealed class InvokeObRestoreDrillOwnershipTests : DrillTest
{
    [Fact]
    public void A_tenant_that_exists_before_the_restore_starts_is_not_changed()
    {
        // The tenant is created as soon as the question has shown its name.
        Host.Says = "&Yes";
        Add("GET", "/api/v1/task/dag/ob/unfinish", () => Cluster.AddTenant(new Tenant { Name = Regex.Match(Host.Screen, "drill_prod_\\w+").Value }));

        SessionResult run = Drill("-Confirm", Source("prod"));

        Assert.Equal(("Skipped", "TenantTaken", "NothingMade"), Ended(run));
        Assert.Empty(Restored);
        Assert.Empty(Dropped);
    }

    [Fact]
    public void If_the_tenant_is_created_after_the_preflight_the_agent_refuses_the_restore()
    {
        Add("POST", ConnectedSession.RestorePath, () => Cluster.AddTenant(new Tenant { Name = Begun }));

        SessionResult run = Drill("-HistoryPath $history", Source("prod"));

        Assert.Equal(("Skipped", "OB.Tenant.Existed", "NothingMade"), Ended(run));
        Assert.Empty(Dropped);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_tenant_that_another_user_created_again_under_the_drills_name_is_not_dropped(bool byTheAgent)
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
    public void A_drill_that_is_too_slow_is_not_rolled_back_if_the_tenant_now_belongs_to_another_user()
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

    /// <summary>Two sessions drill the same source in the same minute with the same pattern.</summary>
    [Theory]
    [InlineData("")]
    [InlineData("-NamePattern 'drill_{source}'")]
    public void Drills_of_two_sessions_in_the_same_minute_have_different_tenant_names(string pattern)
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

    /// <summary>Runs the action once, just before an agent processes a request with this method and path.</summary>
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
