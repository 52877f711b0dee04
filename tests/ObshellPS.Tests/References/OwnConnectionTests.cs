using System.Threading.Tasks;
using Obshell.Simulator;
using ObshellPS.Tests.Hosting;
using ObshellPS.Tests.Stages;
using Xunit;

namespace ObshellPS.Tests.References;

/// <summary>
/// An object keeps the connection that it was read with (promise 11). Here two clusters have the same name, and the current connection is to
/// the other cluster.
/// </summary>
[Trait("Promise", "11")]
[Trait("Topic", "Backups")]
public sealed class OwnConnectionTests : BackupTest
{
    private SimulatedCluster other = null!;

    /// <summary>An object of the first cluster, and a command.</summary>
    public static TheoryData<string, string> Commands
    {
        get
        {
            var all = new TheoryData<string, string>();
            foreach (string reader in new[] { "Get-ObTenantBackup", "Get-ObTenant" })
            {
                foreach (string command in new[]
                {
                    "Start-ObTenantBackup", "Set-ObTenantBackup -Archive Off -WhatIf", "Stop-ObTenantBackup", "Get-ObTenantBackup", "Test-ObTenantBackup", "Get-ObTenant",
                    "Remove-ObTenant -WhatIf",
                })
                {
                    all.Add(reader, command);
                }
            }

            all.Add("Get-ObTenantBackup", "Get-ObRestoreWindow");
            all.Add("Get-ObTenantBackup", "Get-ObRestoreSource");
            return all;
        }
    }

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        AddShop(TenantBackup.Below("file:///data/backup"));
        other = await SimulatedCluster.StartAsync(Options!);
        other.AddTenant(new Tenant { Name = "shop", Backup = TenantBackup.Below("file:///data/backup") });
        Session.SetVariable("here", Room.Connection);
        Session.SetVariable("there", Session.Connect(other, ConnectedSession.RootPassword));
        other.Requests.Clear();
    }

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        await other.DisposeAsync();
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void Promise_11_an_object_keeps_its_own_connection(string reader, string command)
    {
        Run($"{reader} shop -Connection $here | {command}").ThrowIfFailed();

        Assert.Empty(other.Requests.All);
    }
}
