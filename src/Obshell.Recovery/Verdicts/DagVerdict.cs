namespace Obshell.Recovery;

/// <summary>What the end of a DAG means (PROTOCOL 5.4, promise 4). The state and the operator alone do not show it.</summary>
public enum DagVerdict : long
{
    /// <summary>The DAG was not judged, or has not ended.</summary>
    None,

    /// <summary>The tenant is restored: the DAG ran to its end and OceanBase's own job says SUCCESS.</summary>
    Restored,

    /// <summary>A DAG that is not a restore ran to its end.</summary>
    Succeeded,

    /// <summary>A step failed.</summary>
    DagFailed,

    /// <summary>The DAG was cancelled and not rolled back. OceanBase's job may continue.</summary>
    DagCancelled,

    /// <summary>The DAG was rolled back completely: the tenant does not exist.</summary>
    DagRolledBack,

    /// <summary>The rollback failed before its end.</summary>
    DagRollbackFailed,

    /// <summary>A user marked the DAG, or a node of it, as done, but the work was not done.</summary>
    DagPassed,

    /// <summary>OceanBase's restore job failed.</summary>
    RestoreJobFailed,

    /// <summary>Only the agent stopped watching. The restore itself continues, or has ended with success.</summary>
    RestoreOutlivedAgentWait,

    /// <summary>The agent's limit of 600 seconds for the creation of the tenant was reached.</summary>
    RestoreCreateTimeout,

    /// <summary>The DAG ended, but it is not confirmed that the tenant is restored.</summary>
    RestoreUnconfirmed,

    /// <summary>For a backup: OceanBase's own job is complete. The end of the DAG does not matter.</summary>
    BackupCompleted,

    /// <summary>OceanBase's own backup job failed. The agent's DAG says SUCCEED anyway (B9).</summary>
    BackupFailed,

    /// <summary>OceanBase's own backup job was cancelled.</summary>
    BackupCancelled,

    /// <summary>The agent reached its limit and stopped watching. The backup continues.</summary>
    BackupOutlivedAgentWait,

    /// <summary>The DAG has ended, and the result of the backup is not known: no job of it is found, or its job continues and is not watched.</summary>
    BackupUnconfirmed,
}
