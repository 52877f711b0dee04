namespace Obshell.Recovery;

/// <summary>What the end of a DAG means (PROTOCOL 5.4, promise 4). State and operator are not enough to decide this.</summary>
public enum DagVerdict : long
{
    /// <summary>The DAG was not judged, or has not ended.</summary>
    None,

    /// <summary>The tenant is restored: the DAG ran to its end, and OceanBase's job says SUCCESS.</summary>
    Restored,

    /// <summary>A DAG that is not a restore ran to its end.</summary>
    Succeeded,

    /// <summary>A step of the DAG failed.</summary>
    DagFailed,

    /// <summary>The DAG was cancelled and not rolled back. OceanBase's job may continue.</summary>
    DagCancelled,

    /// <summary>The DAG was rolled back completely: the tenant does not exist.</summary>
    DagRolledBack,

    /// <summary>The rollback failed before its end.</summary>
    DagRollbackFailed,

    /// <summary>A user passed (skipped) the DAG or one of its nodes. The work of the skipped part was not done.</summary>
    DagPassed,

    /// <summary>OceanBase's restore job failed.</summary>
    RestoreJobFailed,

    /// <summary>The agent reached its time limit and stopped watching. OceanBase's restore job continues, or has succeeded.</summary>
    RestoreOutlivedAgentWait,

    /// <summary>The agent's time limit for the creation of the tenant (600 seconds) was reached.</summary>
    RestoreCreateTimeout,

    /// <summary>The DAG ended, but it is not confirmed that the tenant is restored.</summary>
    RestoreUnconfirmed,

    /// <summary>OceanBase's backup job is complete. The end of the DAG does not matter.</summary>
    BackupCompleted,

    /// <summary>OceanBase's backup job failed. The agent's DAG may still say SUCCEED (trap B9).</summary>
    BackupFailed,

    /// <summary>OceanBase's backup job was cancelled.</summary>
    BackupCancelled,

    /// <summary>The agent reached its time limit and stopped watching. OceanBase's backup job continues.</summary>
    BackupOutlivedAgentWait,

    /// <summary>
    /// The DAG has ended, and the result of the backup is not known: no job is found, or the job continues without a DAG that watches it.
    /// </summary>
    BackupUnconfirmed,
}
