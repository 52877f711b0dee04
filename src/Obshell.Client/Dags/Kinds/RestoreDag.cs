namespace Obshell.Client;

/// <summary>Names and stages of the DAG of a tenant restore (PROTOCOL 4.8).</summary>
public static class RestoreDag
{
    /// <summary>The beginning of the DAG's name. The rest is the name of the tenant.</summary>
    public const string NamePrefix = "Restore backup_";

    /// <summary>The stage in which an agent with <c>ob_admin</c> checks that the requested point is in a restore window.</summary>
    public const int CheckStage = 1;

    /// <summary>The stage that makes the resource pools and starts OceanBase's job.</summary>
    public const int StartStage = 2;

    /// <summary>The stage that waits for the end of OceanBase's job.</summary>
    public const int WaitStage = 3;

    /// <summary>The stage that makes the tenant a primary tenant. After this stage, a rollback is not possible.</summary>
    public const int ActivateStage = 4;

    /// <summary>The stage that upgrades the tenant.</summary>
    public const int UpgradeStage = 5;

    private static readonly string[] Stages =
        ["Pre restore check", "Start restore", "Wait restore task finish", "Active tenant", "Upgrade tenant"];

    /// <summary>The name of the DAG that restores a tenant.</summary>
    public static string NameFor(string tenant) => NamePrefix + tenant;

    /// <summary>
    /// The agent's name for the stage with this number; empty when there is no such stage. Used when the answer contains no nodes.
    /// </summary>
    public static string StageName(int stage) => stage >= 1 && stage <= Stages.Length ? Stages[stage - 1] : "";
}
