using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Threading.Tasks;
using Obshell.Simulator;
using ObshellPS.Tests.Hosting;
using ObshellPS.Tests.Stages;
using Xunit;

namespace ObshellPS.Tests.Weather;

/// <summary>
/// Trap 33: each try of a wrong password is a login at the database, and too many failed logins lock the account. With three agents, every
/// cmdlet tries a refused password once, and the connection never tries it again.
/// </summary>
[Trait("Category", "Reliability")]
[Trait("Category", "Slow")]
[Trait("Topic", "Weather")]
public sealed class WrongPasswordTests : CmdletTest
{
    private const string Changed = "New#456";
    private const string Refused = "Security.Authentication.IncorrectOceanbasePassword";

    /// <summary>A script for every cmdlet that needs a login.</summary>
    private static readonly string[] Commands =
    [
        "Export-ObRecoveryPlan ([IO.Path]::GetTempPath() + [guid]::NewGuid())",
        "Get-ObDag 11",
        "Get-ObDag -Unfinished",
        "Get-ObDag -TenantName rt2 -Last",
        "Get-ObDag -Scope Agent",
        "Get-ObDagLog 11",
        "Get-ObDrillLeftover $leftovers",
        "Get-ObRestoreSource -DataBackupUri file:///data/backup/data",
        "Get-ObRestoreWindow -DataBackupUri file:///data/backup/data",
        "Get-ObTenant",
        "Get-ObTenant rt2",
        "Get-ObTenantBackup",
        "Test-ObTenantBackup rt2",
        "Remove-ObTenantRestore rt2 -Confirm:$false",
        "Get-ObTenantRestore",
        "Get-ObTenantRestore rt2",
        "Get-ObUnitConfig",
        "Get-ObZone",
        "Invoke-ObApi /api/v1/tenants/overview",
        "Invoke-ObApi -Method POST /api/v1/task/dag/11 -Body @{ operator = 'CANCEL' } -Confirm:$false",
        "Invoke-ObRecoveryPlan $plan -Confirm:$false",
        "Invoke-ObRestoreDrill file:///data/backup/data -ZoneList zone1:s1:1 -Confirm:$false",
        "New-ObUnitConfig u9 -MemorySize 2GB -MaxCpu 1 -Confirm:$false",
        "$left | Remove-ObDrillLeftover -Confirm:$false",
        "Remove-ObTenant rt2 -Confirm:$false",
        "Remove-ObUnitConfig u1 -Confirm:$false",
        "Resume-ObDag 11 -Confirm:$false",
        "Skip-ObDag 11 -Confirm:$false",
        "Set-ObTenantBackup rt2 -Archive On -Confirm:$false",
        "Start-ObTenantBackup rt2 -Confirm:$false",
        "Start-ObTenantRestore @good -RestoreTenantName rt9",
        "Start-ObTenantRestore @good -RestoreTenantName rt2 -AttachExisting",
        "Stop-ObDag 11 -Confirm:$false",
        "Stop-ObTenantBackup rt2 -Confirm:$false",
        "Stop-ObTenantRestore rt2 -Confirm:$false",
        "Test-ObTenantRestore @good -RestoreTenantName rt9",
        "Undo-ObDag 11 -Confirm:$false",
        "Wait-ObDag 11",
        "Wait-ObDag 11, 12, 13",
    ];

    [Fact]
    public void Trap_33_after_a_password_change_each_cmdlet_tries_the_old_password_only_once()
    {
        foreach (string tenant in (string[])["rt2", "rt3", "rt4"])
        {
            Room.Start(tenant);
        }

        // The DAGs are past stage 2. Before that, a DAG cannot be matched with its drill.
        Cluster.Clock.Advance(TimeSpan.FromSeconds(10));
        Session.SetVariable("leftovers", InterruptedDrill.Journal(Cluster, "rt2", "11"));
        Session.SetVariable("plan", HostedSession.PlanOfOnePlace);
        string password = ConnectedSession.RootPassword;
        var wrong = new List<string>();
        foreach (string script in Commands)
        {
            Session.Connect(Cluster, password);
            Run("$left = Get-ObDrillLeftover $leftovers").ThrowIfFailed();
            password += "+";
            Cluster.ChangeRootPassword(password);
            int before = Cluster.DatabaseLoginAttempts;

            IReadOnlyList<ErrorRecord> errors = [.. Run(script).AllErrors, .. Run(script).AllErrors];

            int tries = Cluster.DatabaseLoginAttempts - before;
            // A drill reports the error of its preflight.
            bool isTold = script.StartsWith("Test-", StringComparison.Ordinal)
                || (script.StartsWith("Invoke-ObRestoreDrill", StringComparison.Ordinal) && errors.Count == 2 && errors.All(e => e.Exception.Message.Contains("password is incorrect", StringComparison.Ordinal)))
                || (errors.Count >= 2 && errors.All(e => e.FullyQualifiedErrorId.StartsWith(Refused + ",", StringComparison.Ordinal) && e.ErrorDetails.RecommendedAction.Contains("onnect", StringComparison.Ordinal)));
            if (tries != 1 || !isTold)
            {
                wrong.Add($"{script}: {tries} tries, {string.Join(" | ", errors)}");
            }
        }

        Assert.True(wrong.Count == 0, string.Join("\n", wrong));
        Assert.Equal(3, Room.Changes.Count(c => c.Status == 200));
    }

    [Fact]
    public void The_list_of_scripts_contains_every_cmdlet_that_needs_a_login()
    {
        string[] withoutLogin = ["Connect-ObCluster", "Get-ObAgent", "ConvertFrom-ObScn", "ConvertTo-ObScn", "Disconnect-ObCluster", "Get-ObConnection", "Get-ObRestoreDrill", "New-ObZoneParam", "Export-ObRestoreReport", "Import-ObRecoveryPlan"];
        IEnumerable<string> commands = Run("(Get-Command -Module ObshellPS -CommandType Cmdlet).Name").ThrowIfFailed().Output.Select(o => o.ToString());

        Assert.All(commands.Except(withoutLogin), c => Assert.Contains(Commands, s => s.Contains(c, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Trap_33_a_password_that_one_agent_has_refused_is_not_sent_to_the_others()
    {
        Cluster.ChangeRootPassword(Changed);
        Run("Get-ObTenant").Error(Refused);
        await Cluster.Agents[0].StopAsync();

        Run("Get-ObTenant").Error(Refused);
        Run("Wait-ObDag 11").Error(Refused);

        Assert.Equal(1, Cluster.DatabaseLoginAttempts);
    }

    [Fact]
    public async Task Trap_33_after_a_failover_a_wrong_password_is_tried_once_and_only_at_the_next_agent()
    {
        Cluster.ChangeRootPassword(Changed);
        await Cluster.Agents[0].StopAsync();

        Run("Get-ObTenant").Error(Refused);
        Run("Get-ObTenant").Error(Refused);

        Assert.Equal(1, Cluster.DatabaseLoginAttempts);
    }

    [Fact]
    public void Trap_33_connecting_to_three_agents_tries_a_wrong_password_once()
    {
        SessionResult result = Session.Invoke("Connect-ObCluster -Server $args[0] -Password $args[1]", Cluster.Agents.Select(a => a.Uri.ToString()).ToArray(), Secret.Of("wrong"));

        result.Error(Refused);
        Assert.Equal(1, Cluster.DatabaseLoginAttempts);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(8)]
    public void Trap_33_if_the_password_changes_during_a_wait_the_old_password_is_tried_only_once(int look)
    {
        Room.Start();
        Room.Advance(look == 8 ? 30 : 0);
        int looks = 0;
        Cluster.Faults.Add(new Fault
        {
            Kind = FaultKind.Custom,
            Times = int.MaxValue,
            Custom = context =>
            {
                // In case 8 the DAG has ended, and the next read is the overview with OceanBase's job.
                Room.Advance(1);
                if (++looks == look || (look == 8 && context.Request.Path.Value!.EndsWith("/overview", StringComparison.Ordinal)))
                {
                    looks = int.MinValue;
                    Cluster.ChangeRootPassword(Changed);
                }

                return Task.FromResult(false);
            },
        });

        ErrorRecord error = Run("Wait-ObDag 11").Error(Refused);

        Assert.Contains("Wait-ObDag 11", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Equal(1, Cluster.DatabaseLoginAttempts);
    }

    [Fact]
    public void After_a_password_change_a_new_connection_can_continue_the_wait()
    {
        Room.Start();
        Cluster.ChangeRootPassword(Changed);
        Run("Wait-ObDag 11").Error(Refused);
        Room.Advance(60);
        Session.Connect(Cluster, Changed);

        Assert.Equal("Restored", ((dynamic)Run("Wait-ObDag 11").Single()).Verdict.ToString());
    }

    [Fact]
    public void A_failed_login_before_a_change_writes_no_audit_record()
    {
        Cluster.ChangeRootPassword(Changed);
        Run("Get-ObTenant").Error(Refused);

        Assert.Empty(Run("Invoke-ObApi -Method POST /api/v1/task/dag/11 -Body @{ operator = 'CANCEL' } -Confirm:$false").Audit);
    }

    protected override SimulatorOptions Options => new() { RootPassword = ConnectedSession.RootPassword, ManualClock = true, AgentCount = 3 };
}
