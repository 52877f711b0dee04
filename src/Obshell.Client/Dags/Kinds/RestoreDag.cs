namespace Obshell.Client;

/// <summary>The fixed facts about the DAG of a tenant restore (PROTOCOL 4.8).</summary>
public static class RestoreDag
{
    /// <summary>The beginning of the DAG's name; the tenant follows.</summary>
    public const string NamePrefix = "Restore backup_";

    /// <summary>Checks the request against the backup, where it can.</summary>
    public const int CheckStage = 1;

    /// <summary>Makes the pools and starts OceanBase's job.</summary>
    public const int StartStage = 2;

    /// <summary>Watches the job; OceanBase restores.</summary>
    public const int WaitStage = 3;

    /// <summary>Makes the tenant a primary one. After this stage a rollback is not possible.</summary>
    public const int ActivateStage = 4;

    /// <summary>Upgrades the tenant.</summary>
    public const int UpgradeStage = 5;

    private static readonly string[] Stages =
        ["Pre restore check", "Start restore", "Wait restore task finish", "Active tenant", "Upgrade tenant"];

    /// <summary>The name of the DAG that restores into a tenant.</summary>
    public static string NameFor(string tenant) => NamePrefix + tenant;

    /// <summary>The exact names of the stages, for answers without nodes; empty for a stage that no agent has.</summary>
    public static string StageName(int stage) => stage >= 1 && stage <= Stages.Length ? Stages[stage - 1] : "";
}
