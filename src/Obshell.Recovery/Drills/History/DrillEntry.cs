namespace Obshell.Recovery.Drills.History;

/// <summary>All that a journal says of one drill.</summary>
public sealed class DrillEntry
{
    private DrillEntry(string drill) => Drill = drill;

    /// <summary>Its id.</summary>
    public string Drill { get; }

    /// <summary>Whose backup it restored; empty where the journal does not say.</summary>
    public string SourceName => Begun?.Source ?? "";

    /// <summary>The throw-away tenant; empty where the journal does not say.</summary>
    public string TenantName => Begun?.Tenant ?? "";

    /// <summary>The DAG that made it; empty while none is known.</summary>
    public string Dag { get; private set; } = "";

    /// <summary>It started, has not ended and is not running: it was killed.</summary>
    public bool IsOpen => Begun is not null && Ended is null && !IsAlive;

    /// <summary>It ended, and its tenant was to be kept.</summary>
    public bool WasKept => Ended?.Result?.Cleanup == DrillCleanup.Kept;

    /// <summary>Null for drills that ended without having begun: skipped ones.</summary>
    internal DrillLine? Begun { get; private set; }

    internal DrillLine? Interrupted { get; private set; }

    internal DrillLine? Ended { get; private set; }

    internal bool WasRemoved { get; private set; }

    /// <summary>Not part of the history (<c>-NoHistory</c>).</summary>
    internal bool IsUnlisted => (Ended ?? Begun)?.IsUnlisted == true;

    /// <summary>Something of it may be on the cluster.</summary>
    internal bool MayHaveLeft =>
        Begun is not null && !WasRemoved && !IsAlive && (Ended?.Result is not { } result || result.Cleanup is DrillCleanup.LeftBehind or DrillCleanup.Kept);

    /// <summary>Its run still works on it.</summary>
    internal bool IsAlive => Ended is null && Interrupted is null && Begun is { Machine: { } machine, Process: { } process, ProcessStarted: { } started }
        && DrillProcess.IsAlive(machine, process, started, Begun.Run ?? "") == true;

    /// <summary>How the interrupted drill shows as a result.</summary>
    /// <param name="cleanup">What became of its tenant.</param>
    /// <param name="cleanupText">The same in a sentence.</param>
    public RestoreDrillResult AsInterrupted(DrillCleanup cleanup, string cleanupText)
    {
        DrillLine begun = Begun!;
        string reason = Interrupted?.Reason is { Length: > 0 } given
            ? DrillHistoryTexts.FormatInterrupted(given)
            : DrillHistoryTexts.FormatProcessEnded(begun.Process ?? 0, begun.Machine);
        return new RestoreDrillResult
        {
            DrillId = Drill,
            Verdict = DrillVerdict.Interrupted,
            ReasonId = "DrillInterrupted",
            Reason = reason,
            Advice = DrillHistoryTexts.DrillAgain,
            SourceName = begun.Source ?? "",
            DataBackupUri = begun.DataBackupUri ?? "",
            ArchiveLogUri = begun.ArchiveLogUri ?? "",
            ClusterName = begun.Cluster ?? "",
            TenantName = begun.Tenant ?? "",
            DagId = Dag,
            StartedAt = begun.At,
            EndedAt = Interrupted?.At ?? begun.At,
            RequestedPoint = begun.RequestedPoint ?? "",
            Cleanup = cleanup,
            CleanupText = cleanupText,
        };
    }

    /// <summary>In the order in which they first appear.</summary>
    internal static IReadOnlyList<DrillEntry> Of(IEnumerable<DrillLine> lines)
    {
        var entries = new List<DrillEntry>();
        var byDrill = new Dictionary<string, DrillEntry>(StringComparer.Ordinal);
        foreach (DrillLine line in lines)
        {
            if (!byDrill.TryGetValue(line.Drill!, out DrillEntry? entry))
            {
                entry = new DrillEntry(line.Drill!);
                byDrill.Add(line.Drill!, entry);
                entries.Add(entry);
            }

            entry.Take(line);
        }

        return entries;
    }

    /// <summary>What an interrupted drill may have left, in words.</summary>
    internal string LeftText() => Dag.Length > 0
        ? DrillHistoryTexts.FormatMayBeLeft(Begun!.Tenant, Dag)
        : DrillHistoryTexts.FormatMayBeStarted(Begun!.Tenant);

    private void Take(DrillLine line)
    {
        switch (line.Kind)
        {
            case DrillLine.Begun:
                Begun = line;
                break;
            case DrillLine.Started:
                Dag = line.Dag ?? "";
                break;
            case DrillLine.Interrupted:
                Interrupted = line;
                break;
            case DrillLine.Ended:
                Ended = line;
                break;
            default:
                WasRemoved = true;
                break;
        }
    }
}
