using System;
using Obshell.Simulator;
using ObshellPS.Tests.Hosting;

namespace ObshellPS.Tests.Changes;

/// <summary>
/// A test case: a command that sends one change, its request, its action in the audit record, and what must exist before.
/// </summary>
public sealed record ChangeCase(string Script, string Method, string Path, string Action)
{
    /// <summary>The id of the error for an unknown outcome.</summary>
    public string Unknown { get; init; } = "ChangeUnknown";

    /// <summary>The command that shows the outcome of the change.</summary>
    public string FindOut { get; init; } = "Get-ObDag 11";

    /// <summary>
    /// True if the module looks for the outcome after a lost answer. Invoke-ObApi cannot do this, because it does not know the effect of
    /// its request. Wait-ObDag does not do this, because it continues to wait.
    /// </summary>
    public bool IsLookedUp { get; init; } = true;

    /// <summary>
    /// The read after the agent accepted the change: the prefix of its path, and how many reads of this path the command sends before.
    /// </summary>
    public (string Path, int Skip)? ReadBack { get; init; }

    /// <summary>Creates the objects that the command changes.</summary>
    internal Action<ConnectedSession> Prepare { get; init; } = static _ => { };

    public override string ToString() => Script;

    internal static ChangeCase Of(string name) => name switch
    {
        "Start-ObTenantRestore" => new(name + " @good", "POST", ConnectedSession.RestorePath, "POST tenant/restore")
        {
            Unknown = "RestoreStartUnknown",
            FindOut = "Get-ObDag -TenantName rt2 -Last",
        },
        "Stop-ObTenantRestore" => new(name + " rt2 -Force", "DELETE", "/api/v1/tenant/rt2/restore", "DELETE tenant/restore")
        {
            ReadBack = ("/api/v1/task/dag/11", 1),
            Prepare = room => Begin(room, 30),
        },
        "Stop-ObDag" => OfDag(name, "CANCEL", 30),
        "Resume-ObDag" => OfDag(name, "RETRY", 3700),
        "Undo-ObDag" => OfDag(name, "ROLLBACK", 3700),
        "Skip-ObDag" => OfDag(name, "PASS", 3700),
        "Remove-ObTenant" => new(name + " prod -Confirm:$false", "DELETE", "/api/v1/tenant/prod", "DELETE tenant")
        {
            FindOut = "Get-ObTenant prod",
            Prepare = room => room.Cluster.AddTenant(new Tenant { Name = "prod" }),
        },
        "Start-ObTenantBackup" => new(name + " shop", "POST", "/api/v1/tenant/shop/backup", "POST tenant/backup")
        {
            FindOut = "Get-ObTenantBackup shop",
            Prepare = Protected,
        },
        "Stop-ObTenantBackup" => new(name + " shop -Confirm:$false", "PATCH", "/api/v1/tenant/shop/backup", "PATCH tenant/backup canceled")
        {
            FindOut = "Get-ObTenantBackup shop",
            ReadBack = ("/api/v1/tenants/overview", 1),
            Prepare = room =>
            {
                Protected(room);
                room.Cluster.TenantBackups.SetBehaviour("shop", new BackupBehaviour { Duration = TimeSpan.FromHours(3) });
                room.Cluster.TenantBackups.Start("shop");
                room.Advance(30);
            },
        },
        "Set-ObTenantBackup" => new(name + " shop -Archive Suspended -Force", "PATCH", "/api/v1/tenant/shop/backup/log", "PATCH tenant/backup/log Suspended")
        {
            FindOut = "Get-ObTenantBackup shop",
            ReadBack = ("/api/v1/tenant/shop/backup/log/tasks", 2),
            Prepare = Protected,
        },
        "New-ObUnitConfig" => new(name + " big -MemorySize 4G -MaxCpu 2.5 -LogDiskSize 20G", "POST", "/api/v1/unit/config", "POST unit/config")
        {
            FindOut = "Get-ObUnitConfig big",
            ReadBack = ("/api/v1/unit/config/big", 0),
        },
        "Remove-ObUnitConfig" => new(name + " u1 -Confirm:$false", "DELETE", "/api/v1/unit/config/u1", "DELETE unit/config") { FindOut = "Get-ObUnitConfig u1" },
        "Invoke-ObApi" => new(name + " /api/v1/unit/config/u1 DELETE -Confirm:$false", "DELETE", "/api/v1/unit/config/u1", "DELETE")
        {
            FindOut = "Get-ObDag -Unfinished",
            IsLookedUp = false,
        },
        "Wait-ObDag" => new(name + " 11 -ResumeOnServerTimeout", "POST", "/api/v1/task/dag/11", "POST task/dag RETRY")
        {
            IsLookedUp = false,
            Prepare = room => Begin(room, 3700),
        },
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, null),
    };

    private static ChangeCase OfDag(string name, string operation, double seconds) => new(name + " 11 -Force", "POST", "/api/v1/task/dag/11", "POST task/dag " + operation)
    {
        ReadBack = ("/api/v1/task/dag/11", 1),
        Prepare = room => Begin(room, seconds),
    };

    private static void Protected(ConnectedSession room) => room.Cluster.AddTenant(new Tenant { Name = "shop", Backup = TenantBackup.Below("file:///b") });

    private static void Begin(ConnectedSession room, double seconds)
    {
        room.Start("rt2", new RestoreBehaviour { Duration = TimeSpan.FromHours(3) });
        room.Advance(seconds);
        room.Cluster.Requests.Clear();
    }
}
