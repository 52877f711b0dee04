namespace Obshell.Recovery;

/// <summary>What the end of a DAG means (PROTOCOL 5.4, promise 4). State and operator alone do not show it.</summary>
public enum DagVerdict : long
{
    /// <summary>Not judged, or not ended.</summary>
    None,

    /// <summary>The tenant is restored: the DAG ran to its end and OceanBase's own job says SUCCESS.</summary>
    Restored,

    /// <summary>A DAG that is no restore ran to its end.</summary>
    Succeeded,

    /// <summary>A step failed.</summary>
    DagFailed,

    /// <summary>Cancelled and not undone. OceanBase's job may continue.</summary>
    DagCancelled,

    /// <summary>Undone completely: there is no tenant.</summary>
    DagRolledBack,

    /// <summary>Undoing failed half-way.</summary>
    DagRollbackFailed,

    /// <summary>Someone marked the DAG, or a node of it, as done without its work being done.</summary>
    DagPassed,

    /// <summary>OceanBase's restore job failed.</summary>
    RestoreJobFailed,

    /// <summary>Only the agent stopped watching: the restore itself continues, or has ended well.</summary>
    RestoreOutlivedAgentWait,

    /// <summary>The agent's 600 seconds for creating the tenant ran out.</summary>
    RestoreCreateTimeout,

    /// <summary>The DAG ended, but whether the tenant is restored cannot be confirmed.</summary>
    RestoreUnconfirmed,

    /// <summary>A backup: OceanBase's own job is complete, no matter how the DAG ended.</summary>
    BackupCompleted,

    /// <summary>OceanBase's own backup job failed. The agent's DAG says SUCCEED anyway (B9).</summary>
    BackupFailed,

    /// <summary>OceanBase's own backup job was cancelled.</summary>
    BackupCancelled,

    /// <summary>The agent stopped watching after its limit, and the backup continues.</summary>
    BackupOutlivedAgentWait,

    /// <summary>The DAG has ended, and what became of the backup is not known: no job of it shows, or it runs on unwatched.</summary>
    BackupUnconfirmed,
}
