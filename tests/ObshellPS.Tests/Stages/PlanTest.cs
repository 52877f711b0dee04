using System;
using System.IO;
using Obshell.Simulator;

namespace ObshellPS.Tests.Stages;

/// <summary>A cluster with backups, and a folder for plans.</summary>
public abstract class PlanTest : BackupTest, IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("obshellps-plan-").FullName;

    private protected string Plan => Path.Combine(folder, "plan.json");

    public void Dispose()
    {
        Directory.Delete(folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Adds a tenant in one zone with its own backup URIs.</summary>
    private protected void AddSmall(string name, TenantBackup? backup = null)
    {
        Cluster.AddTenant(new Tenant { Name = name, PrimaryZone = "zone1", Locality = "FULL{1}@zone1", Backup = backup ?? TenantBackup.Below("file:///backup/" + name) });
        AddPools(name, "zone1");
    }
}
