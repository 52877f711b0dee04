namespace Obshell.Client;

/// <summary>What is fixed about the DAG of a tenant restore (PROTOCOL 4.8).</summary>
internal static class RestoreDag
{
    public const string NamePrefix = "Restore backup_";

    public const int CheckStage = 1;
    public const int StartStage = 2;
    public const int WaitStage = 3;
    public const int ActivateStage = 4;
    public const int UpgradeStage = 5;

    private static readonly string[] Stages =
        ["Pre restore check", "Start restore", "Wait restore task finish", "Active tenant", "Upgrade tenant"];

    public static string NameFor(string tenant) => NamePrefix + tenant;

    /// <summary>The exact names, for answers without nodes; empty for a stage that no agent has.</summary>
    public static string StageName(int stage) => stage >= 1 && stage <= Stages.Length ? Stages[stage - 1] : "";
}
