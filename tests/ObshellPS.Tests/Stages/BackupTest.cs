using System;
using System.Collections.Generic;
using System.Linq;
using Obshell.Simulator;
using ObshellPS.Tests.Hosting;

namespace ObshellPS.Tests.Stages;

/// <summary>A cluster of three zones with tenants that have backups.</summary>
public abstract class BackupTest : CmdletTest
{
    protected override SimulatorOptions? Options => new()
    {
        RootPassword = ConnectedSession.RootPassword,
        ManualClock = true,
        Fixture = ClusterFixture.ThreeZones() with { ObAdminPresent = true },
    };

    /// <summary>
    /// Adds tenant <c>shop</c> with full replicas in zones 1 and 2 and a read-only replica in zone 3. Each zone has its own pool.
    /// </summary>
    private protected void AddShop(TenantBackup? backup)
    {
        Cluster.AddTenant(new Tenant { Name = "shop", PrimaryZone = "zone1;zone2", Locality = "FULL{1}@zone1, FULL{1}@zone2, READONLY{1}@zone3", Backup = backup });
        AddPools("shop", "zone1", "zone2", "zone3");
    }

    private protected void AddPools(string tenant, params string[] zoneLists)
    {
        foreach (string zones in zoneLists)
        {
            Cluster.AddResourcePool(new ResourcePool { Name = $"{tenant}_{zones.Replace(';', '_')}", Zone = zones, UnitConfig = "s1", Tenant = tenant });
        }
    }

    /// <summary>Each read of a DAG or of backup tasks advances the clock.</summary>
    private protected void LetTimePass(double seconds)
    {
        Room.AdvanceAtEachLook(seconds);
        Room.AdvanceAtEachLook(seconds, "/api/v1/tenant/shop/backup/log/tasks");
        Room.AdvanceAtEachLook(seconds, "/api/v1/tenant/shop/backup/tasks");
    }

    private protected dynamic Read(string script, params object?[] arguments) => Run(script, arguments).Single();

    private protected IReadOnlyList<string> Reads(string part) => [.. Cluster.Requests.All.Select(r => r.PathAndQuery).Where(p => p.Contains(part, StringComparison.Ordinal))];
}
