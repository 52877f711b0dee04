using System;
using System.Security.Cryptography;
using Obshell.Simulator;

namespace ObshellPS.Quickstart;

/// <summary>The clusters on which the scripts run, each with its own password.</summary>
internal static class SimulatedClusters
{
    public static SimulatorOptions ForOneRestore() => new()
    {
        RootPassword = NewPassword(),
        TimeScale = 8,
        DefaultBehaviour = new RestoreBehaviour { Duration = TimeSpan.FromSeconds(50), TotalBytes = 12L << 30 },
    };

    /// <summary>The first restore fails in OceanBase and leaves its tenant behind; the second takes an hour and a half.</summary>
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

    private static string NewPassword() => Convert.ToHexString(RandomNumberGenerator.GetBytes(12));
}
