using System;
using System.Threading.Tasks;
using Obshell.Simulator;
using ObshellPS.Tests.Hosting;
using Xunit;

namespace ObshellPS.Tests.References;

/// <summary>
/// A command works on the cluster of its input object (promise 11). An object of another cluster is an error, also after serialization.
/// </summary>
[Trait("Promise", "11")]
[Trait("Topic", "Dags")]
public sealed class DagMismatchTests : CmdletTest
{
    private SimulatedCluster other = null!;

    /// <summary>A DAG of the first cluster as a live and as a deserialized object, with each command.</summary>
    public static TheoryData<string, string> Commands
    {
        get
        {
            var all = new TheoryData<string, string>();
            foreach (string form in new[] { "$dag", "[System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize($dag))", "$dag | ConvertTo-Json -Depth 1 -WarningAction Ignore | ConvertFrom-Json" })
            {
                foreach (string command in new[]
                {
                    "Wait-ObDag -Connection $there", "Stop-ObDag -Connection $there -Force", "Resume-ObDag -Connection $there -Force", "Undo-ObDag -Connection $there -Force",
                    "Skip-ObDag -Connection $there -Force", "Get-ObDag -Connection $there", "Get-ObDagLog -Connection $there",
                    "Stop-ObTenantRestore -Connection $there -Force", "Get-ObTenantRestore -Connection $there",
                })
                {
                    all.Add(form, command);
                }
            }

            return all;
        }
    }

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        Room.Start("orders", new RestoreBehaviour { Duration = TimeSpan.FromHours(3) });
        other = await SimulatedCluster.StartAsync(new SimulatorOptions { RootPassword = ConnectedSession.RootPassword, ManualClock = true, ClusterName = "elsewhere" });
        Session.SetVariable("dag", Run("Get-ObDag 11").Single());
        Session.SetVariable("here", Room.Connection);
        Session.SetVariable("there", Session.Connect(other, ConnectedSession.RootPassword));

        // DAG 11 of the other cluster is also a restore of a tenant with the same name. Only the cluster differs.
        other.SetBehaviour("orders", new RestoreBehaviour { Duration = TimeSpan.FromHours(3) });
        Run("Start-ObTenantRestore @good -RestoreTenantName orders -Connection $there").ThrowIfFailed();
        other.Clock.Advance(TimeSpan.FromSeconds(30));
        other.Requests.Clear();
    }

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        await other.DisposeAsync();
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void Promise_11_an_object_of_another_cluster_is_an_error_and_nothing_is_sent(string form, string command)
    {
        string message = Run($"({form}) | {command}").Error("DagMismatch").ErrorDetails.Message;

        Assert.Contains("'elsewhere'", message, StringComparison.Ordinal);
        Assert.Contains("'obcluster'", message, StringComparison.Ordinal);
        Assert.Empty(other.Requests.All);
    }

    [Theory]
    [InlineData("Wait-ObDag -Timeout 0")]
    [InlineData("Stop-ObDag -Confirm:$false")]
    public void Promise_11_an_object_of_another_cluster_is_an_error_with_the_current_connection_too(string command)
    {
        // The current connection is now the other cluster.
        Run($"[System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize($dag)) | {command}").Error("DagMismatch");

        Assert.Empty(other.Requests.All);
    }

    [Fact]
    public void Promise_11_a_deserialized_object_works_with_its_own_cluster()
    {
        Room.Advance(30);
        Run("$stored = [System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize($dag))").ThrowIfFailed();

        Assert.Equal("11", (string)((dynamic)Run("$stored | Get-ObDag -Connection $here").Single()).Id);
        Assert.Equal("orders", (string)((dynamic)Run("$stored | Get-ObTenantRestore -Connection $here").Single()).TenantName);
        Run("$stored | Stop-ObDag -Connection $here -Confirm:$false").ThrowIfFailed();
    }

    [Theory]
    [InlineData("Wait-ObDag")]
    [InlineData("Stop-ObDag -Force")]
    [InlineData("Get-ObDag")]
    [InlineData("Get-ObDagLog")]
    [InlineData("Stop-ObTenantRestore -Force")]
    public void Promise_11_another_DAG_with_the_same_id_is_an_error_and_nothing_is_changed(string command)
    {
        // This happens after the cluster was created again with the same name.
        string message = Run($"$stored = [pscustomobject] @{{ Id = '11'; DagId = 1; Name = 'Restore backup_sales'; TenantName = 'orders'; ClusterName = 'elsewhere' }}; $stored | {command}")
            .Error("DagMismatch").ErrorDetails.Message;

        Assert.Contains("Restore backup_sales", message, StringComparison.Ordinal);
        Assert.DoesNotContain(other.Requests.All, r => r.Method != "GET");
    }

    [Fact]
    public void Promise_11_a_unit_config_of_another_cluster_is_an_error()
    {
        Run("$unit = Get-ObUnitConfig s1 -Connection $here").ThrowIfFailed();
        other.Requests.Clear();

        foreach (string form in new[] { "$unit", "[System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize($unit))", "$unit | ConvertTo-Json | ConvertFrom-Json" })
        {
            Run($"({form}) | Remove-ObUnitConfig -Confirm:$false -Connection $there").Error("UnitConfigMismatch");
        }

        Assert.Empty(other.Requests.All);
        Run("$unit | Remove-ObUnitConfig -Confirm:$false").ThrowIfFailed();
        Run("Get-ObUnitConfig s1 -Connection $here").Error("OB.Resource.UnitConfig.NotExist");
    }

    [Theory]
    [InlineData("Remove-ObTenant -Confirm:$false")]
    [InlineData("Get-ObTenant")]
    public void Promise_11_a_tenant_of_another_cluster_is_an_error(string command)
    {
        Cluster.AddTenant(new Tenant { Name = "prod" });
        other.AddTenant(new Tenant { Name = "prod" });
        Run("$tenant = Get-ObTenant prod -Connection $here").ThrowIfFailed();
        other.Requests.Clear();

        foreach (string form in new[] { "$tenant", "[System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize($tenant))", "$tenant | ConvertTo-Json | ConvertFrom-Json" })
        {
            Run($"({form}) | {command} -Connection $there").Error("TenantMismatch");
        }

        Assert.Empty(other.Requests.All);
    }

    [Fact]
    public void Promise_11_an_id_without_an_object_means_a_DAG_of_the_connection() => Assert.Equal("11", (string)((dynamic)Run("Get-ObDag 11").Single()).Id);
}
