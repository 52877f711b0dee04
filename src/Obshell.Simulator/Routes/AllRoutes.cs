namespace Obshell.Simulator;

/// <summary>All routes that the agents answer.</summary>
internal static class AllRoutes
{
    public static RouteTable Table { get; } = Map();

    private static RouteTable Map()
    {
        var table = new RouteTable();
        AgentRoutes.Map(table);
        RestoreRoutes.Map(table);
        TaskRoutes.Map(table);
        ResourceRoutes.Map(table);
        TenantRoutes.Map(table);
        ClusterRoutes.Map(table);
        BackupRoutes.Map(table);
        ClusterBackupRoutes.Map(table);
        return table;
    }
}
