namespace Obshell.Recovery.Reports.Facts;

/// <summary>How a bar of a timeline is drawn.</summary>
internal enum BarKind
{
    /// <summary>Done.</summary>
    Done,

    /// <summary>Waiting for its turn.</summary>
    Waiting,

    /// <summary>Around the restore: checks and clearing up.</summary>
    Aside,

    /// <summary>Running, as last seen.</summary>
    Running,

    /// <summary>Failed.</summary>
    Failed,
}
