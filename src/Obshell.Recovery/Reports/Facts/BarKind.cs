namespace Obshell.Recovery.Reports.Facts;

/// <summary>How a bar of a timeline is drawn.</summary>
internal enum BarKind
{
    /// <summary>The step is done.</summary>
    Done,

    /// <summary>The step is waiting for its turn.</summary>
    Waiting,

    /// <summary>The step is not part of the restore, e.g. checks and clean-up.</summary>
    Aside,

    /// <summary>The step was running when it was last read.</summary>
    Running,

    /// <summary>The step failed.</summary>
    Failed,
}
