using System;
using System.Linq;
using System.Security.Cryptography;
using Obshell.Simulator;

namespace ObshellPS.Quickstart;

/// <summary>The simulated clusters for the scripts. Each cluster has its own password.</summary>
internal static class SimulatedClusters
{
    public static SimulatorOptions ForOneRestore() => new()
    {
        RootPassword = NewPassword(),
        TimeScale = 8,
        DefaultBehaviour = new RestoreBehaviour { Duration = TimeSpan.FromSeconds(50), TotalBytes = 12L << 30 },
    };

    /// <summary>The first restore fails in OceanBase, and its tenant remains. The second restore takes an hour and a half.</summary>
    public static SimulatorOptions ForTheStory(double timeScale = 400) => new()
    {
        RootPassword = NewPassword(),
        TimeScale = timeScale,
        Fixture = ClusterFixture.ThreeZones() with { ObAdminPresent = true },
        DefaultBehaviour = new RestoreBehaviour
        {
            Duration = TimeSpan.FromMinutes(20),
            TotalBytes = 12L << 30,
            JobFails = true,
            FailedTenantRemains = true,
            FailComment = "[RESTORE] ls 1001 failed: data backup file is corrupted, ret=-4070",
            Next = new RestoreBehaviour { Duration = TimeSpan.FromHours(1.5), TotalBytes = 12L << 30 },
        },
    };

    /// <summary>For the user's own script: three tenants that have backups, with one unit in each zone.</summary>
    public static SimulatorOptions ForAScript()
    {
        ClusterFixture zones = ClusterFixture.ThreeZones() with { ObAdminPresent = true };
        string[] names = ["orders", "payments", "ledger"];
        return new SimulatorOptions
        {
            RootPassword = NewPassword(),
            TimeScale = 8,
            DefaultBehaviour = new RestoreBehaviour { Duration = TimeSpan.FromSeconds(50), TotalBytes = 12L << 30 },
            Fixture = zones with
            {
                Tenants = [.. names.Select(n => new Tenant
                {
                    Name = n,
                    Locality = string.Join(", ", zones.Zones.Select(z => $"FULL{{1}}@{z.Name}")),
                    Backup = TenantBackup.Below("file:///backup/" + n),
                })],
                Pools = [.. names.SelectMany(n => zones.Zones.Select(z => new ResourcePool { Name = $"{n}_{z.Name}", Zone = z.Name, UnitConfig = "s1", Tenant = n }))],
            },
        };
    }

    private static string NewPassword() => Convert.ToHexString(RandomNumberGenerator.GetBytes(12));
}
