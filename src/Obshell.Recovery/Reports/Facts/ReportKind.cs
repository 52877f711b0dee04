namespace Obshell.Recovery.Reports.Facts;

/// <summary>What an item of a report is about.</summary>
internal enum ReportKind
{
    /// <summary>A restore drill.</summary>
    Drill,

    /// <summary>The restore of a tenant: its DAG, OceanBase's job, or both.</summary>
    Restore,

    /// <summary>A tenant of a recovery plan.</summary>
    Recovery,

    /// <summary>A DAG that is not a restore.</summary>
    Task,

    /// <summary>An object of another kind.</summary>
    Unreadable,
}
