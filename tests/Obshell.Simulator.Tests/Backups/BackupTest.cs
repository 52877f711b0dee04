using System.Text.Json.Nodes;
using System.Threading.Tasks;

namespace Obshell.Simulator.Tests;

/// <summary>Base class of tests with two tenants: shop has a backup of a day ago, bare has none.</summary>
public abstract class BackupTest : SimulatorTest
{
    protected override SimulatorOptions Options => new()
    {
        ManualClock = true,
        Fixture = ClusterFixture.Single() with
        {
            Tenants = [new Tenant { Name = "shop", Backup = TenantBackup.Below("file:///backup/shop") }, new Tenant { Name = "bare" }],
        },
    };

    protected Task<TestAnswer> GetAsync(string route, string tenant = "shop") => Client.GetAsync($"/api/v1/tenant/{tenant}/backup/{route}");

    protected Task<TestAnswer> StartAsync(string body = "{}", string tenant = "shop") => Client.PostAsync($"/api/v1/tenant/{tenant}/backup", body);

    protected Task<TestAnswer> CancelAsync(string? body = null) => Client.SendAsync("PATCH", "/api/v1/tenant/shop/backup", body);

    protected Task<TestAnswer> TurnLogAsync(string? status, string tenant = "shop") =>
        Client.SendAsync("PATCH", $"/api/v1/tenant/{tenant}/backup/log", status is null ? null : new JsonObject { ["status"] = status }.ToJsonString());

    protected Task<TestAnswer> PatchConfigAsync(string body, string tenant = "shop") => Client.SendAsync("PATCH", $"/api/v1/tenant/{tenant}/backup/config", body);

    protected void Behave(BackupBehaviour behaviour) => Cluster.TenantBackups.SetBehaviour("shop", behaviour);

    protected BackupJob Newest => Cluster.TenantBackups.Jobs("shop")[^1];

    protected string Archive => Cluster.TenantBackups.Rounds("shop")[^1].Status;

    protected DagView LastDag => Cluster.Dags[^1];

    protected int Sent(string part) => Cluster.Sql.Count(s => s.Contains(part, System.StringComparison.Ordinal));

    protected string Logs(int stage) => string.Join('\n', LastDag.Nodes[stage - 1].Logs);

    protected async Task<(long JobId, string Status)> OverviewAsync()
    {
        var status = (await GetAsync("overview")).Data!["status"]!;
        return ((long)status["job_id"]!, (string)status["status"]!);
    }
}
